"""Services that speak S3's API, for the tests of this folder. S3Proxy keeps objects in a folder and checks who asks, but gives no temporary keys.
moto, in memory, takes any keys and gives temporary ones.

deps/install --peers puts S3Proxy's jars into deps/s3proxy and moto into deps/venv-s3; TARN_S3PROXY names another folder of jars, TARN_MOTO_SERVER
another `moto_server`. A test without its service is skipped."""
import hashlib
import hmac
import html
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BUCKET = "lake"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Service:
    """Keys of one user who may do everything; `start` again after `stop` finds what was there."""

    access_key, secret_key = "lakekey", "lake-secret-of-the-tests"
    role = ""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.prepare()
        self.start()

    def prepare(self):
        pass

    def start(self):
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(self.command(), cwd=self.folder, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url, timeout=5).read()
                return
            except urllib.error.HTTPError as error:
                if error.code < 500:  # it answers, if only that it wants to know who asks
                    return
            except OSError:
                pass
            time.sleep(0.1)
        sys.exit("the S3 service did not start\n" + (self.folder / "log").read_text()[-2000:])

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def use(self, lake, folder, bucket=BUCKET, **keys):
        """Puts a new lake's warehouse into a folder of the bucket."""
        self.write_keys(lake / "keys", **keys)
        config = lake / "tarn.yaml"
        text = re.sub(r"(?m)^warehouse: .*$", f"warehouse: s3://{bucket}/{folder}", config.read_text())
        if "\ns3:\n" not in text:
            text += f"s3:\n  endpoint: {self.url}\n  credentials_file: keys\n"
            if self.role:
                text += f"  sts_endpoint: {self.url}\n  role_arn: {self.role}\n"
        config.write_text(text)

    def write_keys(self, path, access_key=None, secret_key=None):
        path.write_text(f"[default]\naws_access_key_id = {access_key or self.access_key}\naws_secret_access_key = {secret_key or self.secret_key}\n")
        path.chmod(0o600)

    def ask(self, method, path, query=None, body=b""):
        """Status and body of a signed request (Signature Version 4)."""
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        scope = f"{now[:8]}/us-east-1/s3/aws4_request"
        path = urllib.parse.quote(path)
        query = "&".join(sorted(f"{urllib.parse.quote(k, '')}={urllib.parse.quote(v, '')}" for k, v in (query or {}).items()))
        headers = {"host": f"127.0.0.1:{self.port}", "x-amz-content-sha256": hashlib.sha256(body).hexdigest(), "x-amz-date": now}
        names = ";".join(headers)
        canonical = "\n".join([method, path, query, *(f"{k}:{v}" for k, v in headers.items()), "", names, headers["x-amz-content-sha256"]])
        key = ("AWS4" + self.secret_key).encode()
        for part in (now[:8], "us-east-1", "s3", "aws4_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        signature = hmac.digest(key, text.encode(), "sha256").hex()
        headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={self.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
        request = urllib.request.Request(f"{self.url}{path}?{query}", data=body or None, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def make_bucket(self, name=BUCKET):
        for _ in range(100):  # it answers before it can serve
            status, body = self.ask("PUT", f"/{name}")
            if status in (200, 409):
                return
            time.sleep(0.2)
        sys.exit(f"the bucket could not be made: {status} {body}")

    def objects(self, prefix="", bucket=BUCKET):
        """Names and sizes."""
        found, token = {}, None
        while True:
            query = {"list-type": "2", "prefix": prefix} | ({"continuation-token": token} if token else {})
            status, body = self.ask("GET", f"/{bucket}", query)
            if status != 200:
                sys.exit(f"the bucket could not be listed: {status} {body}")
            for entry in re.findall(r"<Contents>(.*?)</Contents>", body, re.S):
                found[html.unescape(re.search(r"<Key>(.*?)</Key>", entry).group(1))] = int(re.search(r"<Size>(\d+)</Size>", entry).group(1))
            token = re.search(r"<NextContinuationToken>(.*?)</NextContinuationToken>", body)
            if not token or "<IsTruncated>true" not in body:
                return found
            token = html.unescape(token.group(1))

    def uploads(self, bucket=BUCKET):
        """How many multipart uploads are open."""
        return len(re.findall(r"<UploadId>", self.ask("GET", f"/{bucket}", {"uploads": ""})[1]))


class S3Proxy(Service):
    """S3's API over a folder, which keeps what it has. Checks signatures; has no token service."""

    def command(self):
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        (self.folder / "s3proxy.conf").write_text(
            f"s3proxy.endpoint={self.url}\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.ignore-unknown-headers=true\ns3proxy.identity={self.access_key}\ns3proxy.credential={self.secret_key}\n"
            f"jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir={data}\njclouds.identity=local\njclouds.credential=local\n")
        return [JAVA, "-Xmx512M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{S3PROXY}/*", "org.gaul.s3proxy.Main", "--properties",
                str(self.folder / "s3proxy.conf")]


class Moto(Service):
    """In memory: what it has is gone when it stops. It takes any keys."""

    role = "arn:aws:iam::123456789012:role/lake"

    def command(self):
        return [MOTO, "-H", "127.0.0.1", "-p", str(self.port)]


S3PROXY = os.environ.get("TARN_S3PROXY") or next((str(p) for p in [REPOSITORY / "deps/s3proxy"] if p.is_dir()), None)
JAVA = shutil.which("java")
MOTO = os.environ.get("TARN_MOTO_SERVER") or shutil.which("moto_server", path=str(REPOSITORY / "deps/venv-s3/bin"))


def start(service, folder):
    """The service, running, with the bucket."""
    there = {"S3Proxy": S3PROXY and JAVA, "Moto": MOTO}
    if not there[service.__name__]:
        print(f"skipped: {service.__name__} is not there; run deps/install --peers first")
        sys.exit(77)
    running = service(folder)
    running.make_bucket()
    return running
