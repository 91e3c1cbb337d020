"""A lake in an S3 service that gives no temporary keys (S3Proxy, which checks signatures): PyIceberg reads and writes its tables through s3fs, which
has no keys, and has `tarn serve` sign each request.

    s3_signing.py TARN [REPOSITORY]"""
import os
import pathlib
import sys
import tempfile

from s3_service import REPOSITORY, S3Proxy, start

others = os.environ.get("TARN_S3FS") or next(map(str, (REPOSITORY / "deps/venv-s3").glob("lib/python*/site-packages")), None)
if not others:
    print("skipped: s3fs is not there; run deps/install --peers first")
    sys.exit(77)
sys.path.append(others)  # what is in both comes from this Python's own
# S3Proxy knows no checksums.
os.environ |= {"AWS_REQUEST_CHECKSUM_CALCULATION": "when_required", "AWS_RESPONSE_CHECKSUM_VALIDATION": "when_required"}

import pyarrow as pa  # noqa: E402
from pyiceberg.catalog import load_catalog  # noqa: E402

from s3_clients import S3Lake  # noqa: E402


def main():
    with tempfile.TemporaryDirectory() as folder, start(S3Proxy, pathlib.Path(folder)) as service, S3Lake(sys.argv[1], service) as lake:
        catalog = load_catalog("tarn", type="rest", uri=lake.uri, **{
            "py-io-impl": "pyiceberg.io.fsspec.FsspecFileIO", "s3.signer": "S3V4RestSigner", "s3.signer.uri": lake.uri,
            "header.X-Iceberg-Access-Delegation": "remote-signing"})
        table = catalog.load_table("s.numbers")
        assert not [name for name in table.io.properties if "key" in name or "token" in name], table.io.properties
        assert table.scan().to_arrow().num_rows == 1000
        table.append(pa.table({"n": pa.array([1001], pa.int64()), "name": ["new"]}).cast(table.schema().as_arrow()))
        assert lake.query("SELECT count(*) AS c FROM s.numbers") == [{"c": 1001}]
        made = catalog.create_table("s.made", pa.schema([("id", pa.int64())]))
        made.append(pa.table({"id": pa.array(range(10), pa.int64())}))
        assert lake.query("SELECT sum(id) AS s FROM s.made") == [{"s": 45}]
    print("PyIceberg without keys, each request signed by tarn serve: agrees")


main()
