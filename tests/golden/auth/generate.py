"""Tokens as OpenID providers make them, and the keys that check them, for src/auth/tests.

    python3 -m venv v && v/bin/pip install pyjwt==2.15.1 cryptography==50.0.2 && v/bin/python generate.py

Writes tokens.json beside this file. Keys are new at each run; private ones are thrown away."""
import json
import pathlib

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER, AUDIENCE = "https://id.example.org/realm", "tarn"
NOW = 1_800_000_000  # what the tests' clock shows, in seconds
CLAIMS = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ann", "iat": NOW, "exp": NOW + 600, "roles": ["analyst", "ci"]}

rsa_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
other_rsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)
weak_rsa = rsa.generate_private_key(public_exponent=65537, key_size=1024)
ec_key = ec.generate_private_key(ec.SECP256R1())
rotated = ec.generate_private_key(ec.SECP256R1())


def jwk(algorithm, key, kid):
    return algorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": kid, "use": "sig"}


def token(key, algorithm, kid, drop=(), **changes):
    claims = {name: value for name, value in (CLAIMS | changes).items() if name not in drop}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


keys = [jwk(RSAAlgorithm, rsa_key, "r1"), jwk(ECAlgorithm, ec_key, "e1")]
public_secret = keys[0]["n"]  # what an attacker signs with where RS256 is mistaken for HS256
good = {
    "RS256": token(rsa_key, "RS256", "r1"),
    "ES256": token(ec_key, "ES256", "e1"),
    "RS256 without kid": token(rsa_key, "RS256", None),
    "audiences": token(ec_key, "ES256", "e1", aud=["other", AUDIENCE]),
    "within leeway": token(ec_key, "ES256", "e1", exp=NOW - 30),
    "not before, within leeway": token(ec_key, "ES256", "e1", nbf=NOW + 30),
}
bad = {
    "expired": token(ec_key, "ES256", "e1", exp=NOW - 61),
    "not yet": token(ec_key, "ES256", "e1", nbf=NOW + 61),
    "made in the future": token(ec_key, "ES256", "e1", iat=NOW + 61),
    "never expires": token(ec_key, "ES256", "e1", drop=("exp",)),
    "another issuer": token(ec_key, "ES256", "e1", iss=ISSUER + "/"),
    "another audience": token(ec_key, "ES256", "e1", aud="tarn2"),
    "no audience": token(ec_key, "ES256", "e1", drop=("aud",)),
    "no user": token(ec_key, "ES256", "e1", drop=("sub",)),
    "another key of that kid": token(other_rsa, "RS256", "r1"),
    "another key without kid": token(other_rsa, "RS256", None),
    "key of another algorithm": token(ec_key, "ES256", "r1"),
    "HS256 with the public key": token(public_secret, "HS256", "r1"),
    "PS256": token(rsa_key, "PS256", "r1"),
    "none": token(None, "none", "r1"),
}
golden = {
    "issuer": ISSUER,
    "audience": AUDIENCE,
    "now": NOW,
    "jwks": {"keys": keys},
    "weak_jwks": {"keys": [jwk(RSAAlgorithm, weak_rsa, "w1")]},
    "rotated_jwks": {"keys": [jwk(ECAlgorithm, rotated, "e2")]},
    "rotated": token(rotated, "ES256", "e2"),
    "nested_roles": token(ec_key, "ES256", "e1", drop=("roles",), realm_access={"roles": ["tarn-ci", "other"]}),
    "good": good,
    "bad": bad,
}
pathlib.Path(__file__).with_name("tokens.json").write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")
