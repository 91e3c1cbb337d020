"""Sends the calls to a server and writes down what came back, with what differs from run to run replaced by names."""
import json
import re
import urllib.error
import urllib.parse
import urllib.request

HASH = re.compile(r"^[0-9a-f]{64}$")
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
# Texts for people are each server's own.
FREE_TEXT = {"message", "serverStackTrace"}


class Call:
    """`call(name, method, path, body)` is one call; results collect in `answers`, in order."""

    def __init__(self, base):
        self.base = base.rstrip("/")
        self.answers = {}
        self.names = {}
        self.prefix = ""

    def section(self, name):
        self.prefix = name + "/"

    def send(self, method, path, body=None, query=None, headers=None, raw_body=None):
        url = self.base + path
        if query:
            url += "?" + urllib.parse.urlencode(query)
        data = raw_body.encode() if raw_body is not None else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method)
        request.add_header("Accept", "application/json")
        request.add_header("Nessie-Client-Spec", "2")
        if data is not None or method in ("POST", "PUT"):
            request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def raw(self, method, path, body=None, query=None):
        status, text = self.send(method, path, body, query)
        if status >= 300:
            raise RuntimeError(f"{method} {path} gave {status}: {text}")
        return json.loads(text) if text else None

    def __call__(self, name, method, path, body=None, **more):
        status, text = self.send(method, path, body, **more)
        name = self.prefix + name
        if name in self.answers:
            raise RuntimeError(f"two calls have the name {name}")
        try:
            value = json.loads(text) if text else None
        except ValueError:
            value = "<no JSON>"
        self.answers[name] = {"status": status, "body": self.normal(value)}
        return value

    def pages(self, name, path, query):
        """All pages of a list, each an answer of its own."""
        token, number = None, 0
        while number < 50:
            number += 1
            value = self(f"{name} {number}", "GET", path, query=query | ({"page-token": token} if token else {}))
            token = value.get("token") if isinstance(value, dict) and value.get("hasMore") else None
            if not token:
                return

    def named(self, kind, text):
        found = self.names.setdefault((kind, text), None)
        if found is None:
            found = f"<{kind} {sum(1 for k, v in self.names.items() if k[0] == kind and v) + 1}>"
            self.names[(kind, text)] = found
        return found

    def normal(self, value, member=None):
        if isinstance(value, dict):
            free = "errorCode" in value or "conflictType" in value
            return {k: "<text>" if free and k in FREE_TEXT else self.normal(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [self.normal(v, member) for v in (sorted(value, key=order) if member in UNORDERED else value)]
        if isinstance(value, str):
            if member == "token":
                return "<token>"
            if TIME.match(value):
                return "<time>"
            if HASH.match(value):
                return self.named("hash", value)
            if UUID.match(value):
                return self.named("id", value)
            return re.sub(r"[0-9a-f]{64}", lambda found: self.named("hash", found.group()), value)
        return value


def order(value):
    """An order that does not depend on hashes and ids."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}", "", json.dumps(value, sort_keys=True))


# Lists whose order the specification leaves open.
UNORDERED = {"namespaces", "conflicts", "details", "contents", "addedContents", "operations", "references"}
