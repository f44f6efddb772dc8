"""What no client sends: whatever arrives, the answer is a 4xx in the service's error form and never a 5xx."""

import http.client
import json
import random
import unittest
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials

import ergosync


class HostileTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.endpoint = cls.enterClassContext(ergosync.running_cloud())
        cls.pool = ergosync.pool_id()
        identity = urllib.parse.quote(ergosync.pool_id(), safe="")
        pool = urllib.parse.quote(cls.pool, safe="")
        cls.dataset = f"/identitypools/{pool}/identities/{identity}/datasets/settings"

    def send(self, method, path, body=b"", headers=None, sign=True, secret="local"):
        headers = {"Content-Type": "application/json", **(headers or {})}
        if sign:
            request = botocore.awsrequest.AWSRequest(method, self.endpoint + path, headers, body)
            credentials = botocore.credentials.Credentials("local", secret)
            botocore.auth.SigV4Auth(credentials, "cognito-sync", ergosync.REGION).add_auth(request)
            headers = dict(request.headers.items())
        host = self.endpoint.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def assert_refused(self, answer, statuses=(400,)):
        status, headers, body = answer
        self.assertIn(status, statuses, body)
        self.assertIn("message", json.loads(body))
        self.assertTrue(headers["x-amzn-ErrorType"].isalpha(), headers)
        self.assertTrue(headers["x-amzn-RequestId"])

    def test_bodies(self):
        patch = {"Op": "replace", "Key": "k", "Value": "v", "SyncCount": 0}
        good = {"RecordPatches": [patch], "SyncSessionToken": "t"}
        hostile = [
            b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"{}{}", b'{"a":',
            b"[" * 100_000, b'{"a":' * 50_000, b'{"RecordPatches":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
            b'{"SyncSessionToken":"t","RecordPatches":[{"SyncCount":' + b"9" * 5_000 + b"}]}",
            b'{"SyncSessionToken":"t","RecordPatches":[{"SyncCount":1e999999999}]}',
            b'{"SyncSessionToken":"\\ud800","RecordPatches":[]}',
        ]
        for name, value in {
            "RecordPatches": ["x", {}, [1], [None], [[]]],
            "SyncSessionToken": [None, 1, {}, [], "", "x" * 100_000],
            "DeviceId": [1, {}, "", "d" * 257],
        }.items():
            hostile += [json.dumps({**good, name: v}).encode() for v in value]
        for name, value in {
            "Op": [None, "REPLACE", 1, {}],
            "Key": [None, "", 1, "k" * 1025, {}, "\ud800"],
            "Value": [1, {}, [], "v" * 1_048_576],
            "SyncCount": [None, "x", -1, 1.5, 2**63, {}, True],
            "DeviceLastModifiedDate": ["x", {}, 1e300, "1e999"],
        }.items():
            hostile += [json.dumps({**good, "RecordPatches": [{**patch, name: v}]}).encode() for v in value]
        hostile.append(json.dumps({**good, "RecordPatches": [patch, patch]}).encode())
        for body in hostile:
            with self.subTest(body[:100]):
                self.assert_refused(self.send("POST", self.dataset, body))

    def test_random_damage(self):
        random.seed(20140630)
        good = json.dumps({
            "RecordPatches": [{"Op": "replace", "Key": "k", "Value": "v", "SyncCount": 0}],
            "SyncSessionToken": "t", "DeviceId": "d",
        }).encode()
        for _ in range(300):
            body = bytearray(good)
            for _ in range(random.randint(1, 6)):
                body[random.randrange(len(body))] = random.randrange(256)
            status, _, answer = self.send("POST", self.dataset, bytes(body))
            self.assertLess(status, 500, (bytes(body), answer))

    def test_too_large(self):
        self.assert_refused(self.send("POST", self.dataset, b"x" * 7_000_000), (413,))

    def test_parameters(self):
        for query in (
            "lastSyncCount=x", "lastSyncCount=-1", "lastSyncCount=99999999999999999999", "maxResults=0",
            "maxResults=-3", "maxResults=ten", "nextToken=%00", "nextToken=x", "syncSessionToken=x",
        ):
            with self.subTest(query):
                self.assert_refused(self.send("GET", self.dataset + "/records?" + query))
        for name in ("a%20b", "%C3%A9", "x" * 129, "a%25b", "%F0%9F%98%80"):
            with self.subTest(name):
                path = self.dataset.replace("settings", name)
                self.assert_refused(self.send("GET", path + "/records"))
        self.assert_refused(self.send("GET", "/identitypools/INVALID/identities/A%3AB%3AC/datasets"))

    def test_all_violations_are_named(self):
        _, _, body = self.send("GET", "/identitypools/INVALID/identities/A%3AB%3AC/datasets")
        self.assertIn("2 validation errors detected: Value 'INVALID' at 'identityPoolId'", body.decode())

    def test_signatures(self):
        path = self.dataset + "/records"
        self.assert_refused(self.send("GET", path, sign=False), (403,))
        self.assert_refused(self.send("GET", path, secret="wrong"), (403,))
        for value in ("", "AWS4-HMAC-SHA256", "Basic x", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=, Signature="):
            self.assert_refused(self.send("GET", path, headers={"Authorization": value}, sign=False), (403,))

    def test_unknown_routes(self):
        for method, path in (
            ("GET", "/"), ("GET", "/nothing"), ("PUT", self.dataset), ("PATCH", self.dataset),
            ("GET", "/identitypools//identities"), ("GET", self.dataset + "/records/more"),
        ):
            with self.subTest(method + path):
                self.assert_refused(self.send(method, path), (403, 404, 405))


if __name__ == "__main__":
    unittest.main()
