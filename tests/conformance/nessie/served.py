"""A `tarn serve` on a new lake, for the tests of its Nessie API."""
import pathlib
import re
import subprocess
import sys


class Served:
    """`with Served(tarn, folder) as base:` gives the API's URL, "http://127.0.0.1:…/api"."""

    def __init__(self, tarn, folder):
        self.tarn = str(pathlib.Path(tarn).resolve())
        self.lake = f"{folder}/lake"
        subprocess.run([self.tarn, "init", self.lake], check=True, capture_output=True)

    def __enter__(self):
        self.server = subprocess.Popen([self.tarn, "serve", "-C", self.lake, "--catalog-port", "0", "--trino-port", "0"], stdout=subprocess.PIPE, text=True)
        for line in self.server.stdout:
            if found := re.search(r"http://\S+?:\d+/api\b", line):
                return found.group()
        sys.exit("tarn serve did not tell where the Nessie API is")

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(timeout=60)
