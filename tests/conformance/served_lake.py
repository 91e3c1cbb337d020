"""A live `tarn serve` over a small lake, for the tests of this folder."""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile

from lake import Lake


class ServedLake(Lake):
    """An empty lake that is served on a free port until the end, where the server must stop with exit code 0."""

    def __init__(self, tarn):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tarn-conformance-"))
        self.path = self.folder / "lake"
        self.call("init", str(self.path), lake=False)
        options = self.prepare()
        self.server = subprocess.Popen(
            [self.tarn, "serve", "-C", str(self.path), "--catalog-port", "0", "--trino-port", "0", "--json", *options], stdout=subprocess.PIPE, text=True
        )
        line = self.server.stdout.readline()
        if not line:
            sys.exit(f"tarn serve did not start: exit code {self.server.wait()}")
        self.urls = {endpoint["name"]: endpoint["url"] for endpoint in json.loads(line)["endpoints"]}
        self.uri = self.urls["Iceberg REST catalog"]
        self.warehouse = str(self.path / "warehouse")

    def prepare(self):
        """What is done before the server starts; more options for it."""
        return []

    def __exit__(self, *arguments):
        self.server.send_signal(signal.SIGTERM)
        try:
            code = self.server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            sys.exit("tarn serve did not stop within 30 seconds")
        if arguments[0] is None and code != 0:
            sys.exit(f"tarn serve ended with exit code {code}")
        super().__exit__(*arguments)

    def query(self, sql):
        """Rows of a query by another process, as dictionaries."""
        return json.loads(self.call("sql", "--output", "json", "-e", sql))
