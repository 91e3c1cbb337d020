"""Clients log in to a live `tarn serve` with TLS, each in its own way, and see what rules let them see: PyIceberg by OAuth2 client
credentials and by a token, Trino's Python client by password and by JWT, an OpenID provider's tokens.

    access_peers.py TARN"""
import json
import os
import pathlib
import subprocess
import sys

import pyarrow as pa
import requests
import trino.auth
import trino.dbapi
import trino.exceptions
from pyiceberg.catalog import load_catalog
from pyiceberg.exceptions import ForbiddenError, UnauthorizedError
from pyiceberg.schema import Schema
from pyiceberg.types import LongType, NestedField

from served_lake import ServedLake

PASSWORD = "a long password"
SCHEMA = Schema(NestedField(1, "id", LongType(), required=False))
OIDC = {"issuer": "https://id.example.org/realm", "audience": "tarn"}


class GuardedLake(ServedLake):
    """With users, rules and TLS before its server starts."""

    def prepare(self):
        self.certificate = str(self.folder / "cert.pem")
        key = str(self.folder / "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key,
                        "-out", self.certificate], check=True, capture_output=True)
        os.chmod(key, 0o600)
        password = self.folder / "password"
        password.write_text(PASSWORD + "\n")
        self.call("sql", "-e", "CREATE SCHEMA gold; CREATE TABLE gold.orders AS SELECT BIGINT '1' AS id; "
                               "CREATE SCHEMA hr; CREATE TABLE hr.pay AS SELECT BIGINT '2' AS id")
        self.call("user", "add", "root", "--role", "admin", "--password-file", str(password))
        for role in ("analyst", "ci"):
            self.call("role", "create", role)
        self.call("user", "add", "ann", "--role", "analyst", "--password-file", str(password))
        self.call("user", "add", "ci", "--role", "ci", "--no-password")
        self.call("access", "allow", "analyst", "read", "--on", "gold.*")
        self.call("access", "allow", "ci", "all")
        self.token = json.loads(self.call("token", "create", "ci", "--json"))
        self.jwks = self.folder / "jwks.json"
        golden = json.loads((pathlib.Path(__file__).parent.parent / "golden" / "auth" / "tokens.json").read_text())
        self.jwks.write_text(json.dumps(golden["jwks"]))
        self.expired = golden["good"]["ES256"]
        with open(self.path / "tarn.yaml", "a") as config:
            config.write(f"access:\n  oidc:\n    issuer: {OIDC['issuer']}\n    audience: {OIDC['audience']}\n    jwks: {self.jwks}\n")
        return ["--tls-cert", self.certificate, "--tls-key", key]


def fails(error, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except error as raised:
        return raised
    sys.exit(f"{call} did not fail with {error}")


def pyiceberg_logs_in(lake):
    # Where it is set, requests prefers it to what a client is told.
    os.environ["REQUESTS_CA_BUNDLE"] = lake.certificate

    def connect(**properties):
        return load_catalog("tarn", type="rest", uri=lake.uri, ssl={"cabundle": lake.certificate}, **properties)

    fails(UnauthorizedError, connect)
    # Whatever it makes of a token request that is refused: it does not get in.
    fails(Exception, connect, credential="tarn_0123456789abcdef:wrong")
    for properties in ({"credential": f"{lake.token['client_id']}:{lake.token['client_secret']}"}, {"token": lake.token["token"]}):
        catalog = connect(**properties)
        assert set(catalog.list_namespaces()) == {("gold",), ("hr",)}
        assert catalog.load_table("hr.pay").scan().to_arrow()["id"].to_pylist() == [2]
    table = catalog.create_table("gold.new", SCHEMA)
    table.append(pa.table({"id": pa.array([7], pa.int64())}))
    reader = connect(credential=f"ann:{PASSWORD}")
    assert reader.list_namespaces() == [("gold",)]
    assert sorted(reader.list_tables("gold")) == [("gold", "new"), ("gold", "orders")]
    assert reader.load_table("gold.new").scan().to_arrow()["id"].to_pylist() == [7]
    fails(ForbiddenError, reader.load_table, "hr.pay")
    fails(ForbiddenError, reader.load_table("gold.new").append, pa.table({"id": pa.array([8], pa.int64())}))
    fails(ForbiddenError, reader.drop_table, "gold.new")
    fails(ForbiddenError, reader.create_namespace, "mine")


def trino_logs_in(lake):
    port = int(lake.urls["Trino protocol"].rsplit(":", 1)[1])

    def rows(sql, user="ann", **named):
        connection = trino.dbapi.connect(host="localhost", port=port, user=user, http_scheme="https", verify=lake.certificate,
                                         catalog="iceberg", **named)
        cursor = connection.cursor()
        cursor.execute(sql)
        return cursor.fetchall()

    ann = trino.auth.BasicAuthentication("ann", PASSWORD)
    assert rows("SELECT id FROM gold.orders", auth=ann) == [[1]]
    error = fails(trino.exceptions.TrinoQueryError, rows, "SELECT * FROM hr.pay", auth=ann)
    assert error.error_name == "PERMISSION_DENIED" and "Access Denied" in error.message, error
    assert rows("SHOW SCHEMAS LIKE 'hr'", auth=ann) == []
    fails(trino.exceptions.TrinoQueryError, rows, "INSERT INTO gold.orders VALUES 9", auth=ann)
    fails(trino.exceptions.HttpError, rows, "SELECT 1")
    fails(trino.exceptions.HttpError, rows, "SELECT 1", auth=trino.auth.BasicAuthentication("ann", "wrong password"))
    fails(trino.exceptions.HttpError, rows, "SELECT 1", user="root", auth=ann)
    # An access token is a JWT; an API token goes the same way.
    form = {"grant_type": "client_credentials", "client_id": lake.token["client_id"], "client_secret": lake.token["client_secret"]}
    answer = requests.post(lake.uri + "/v1/oauth/tokens", data=form, verify=lake.certificate)
    for token in (answer.json()["access_token"], lake.token["token"]):
        assert rows("SELECT id FROM hr.pay", user="ci", auth=trino.auth.JWTAuthentication(token)) == [[2]]
    assert rows("SELECT 1", user="ci", auth=trino.auth.BasicAuthentication("ci", lake.token["token"])) == [[1]]
    assert rows("INSERT INTO gold.orders VALUES 3", user="ci", auth=trino.auth.JWTAuthentication(lake.token["token"])) == [[1]]


def the_log_knows(lake):
    records = json.loads(lake.call("audit", "--user", "ci", "--json"))
    assert any(r["action"] == "commit" and r["details"] == "write gold.orders" and r["before"] != r["after"] for r in records), records
    commits = json.loads(lake.call("log", "-n", "1", "--json"))
    assert commits[0]["author"] == "ci", commits


def provider_logs_in(lake):
    """The goldens' tokens are of another time: the clock is ahead of them or behind."""
    answer = requests.get(lake.uri + "/v1/config", headers={"Authorization": "Bearer " + lake.expired}, verify=lake.certificate)
    assert answer.status_code == 401 and "not valid for another" in answer.text or "expired" in answer.text, answer.text


def main():
    with GuardedLake(sys.argv[1]) as lake:
        pyiceberg_logs_in(lake)
        trino_logs_in(lake)
        the_log_knows(lake)
        provider_logs_in(lake)
    print("access: PyIceberg and Trino's Python client log in and see what they may")


main()
