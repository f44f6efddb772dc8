"""Repairs a pool of the local cloud: with the commands of docs/operations.md, by the AWS CLI, and with tools/repair.py."""

import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

import ergosync

COMMANDS = re.compile(r"<!-- repairs -->\n```\n(.*?)```", re.DOTALL)
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:Repair:live"
TOOL = str(ergosync.ROOT / "tools" / "repair.py")


class Invocations(http.server.BaseHTTPRequestHandler):
    """As much of AWS Lambda as `aws lambda invoke` needs, for the one function: the local cloud does the work."""

    def do_POST(self):
        payload = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != f"/2015-03-31/functions/{FUNCTION.replace(':', '%3A')}/invocations":
            self.answer(404, b'{"Message": "no such function"}', {"x-amzn-ErrorType": "ResourceNotFoundException"})
            return
        try:
            with urllib.request.urlopen(self.server.cloud + "/local/repair", payload) as response:
                self.answer(200, response.read(), {})
        except urllib.error.HTTPError as error:
            self.answer(200, error.read(), {"X-Amz-Function-Error": "Unhandled"})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class RepairTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        running = ergosync.running_cloud()
        cls.cloud = running.__enter__()
        cls.addClassCleanup(running.__exit__, None, None, None)
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Invocations)
        cls.server.cloud = cls.cloud
        thread = threading.Thread(target=cls.server.serve_forever)
        thread.start()
        cls.addClassCleanup(thread.join)
        cls.addClassCleanup(cls.server.server_close)
        cls.addClassCleanup(cls.server.shutdown)
        home = tempfile.TemporaryDirectory()
        cls.addClassCleanup(home.cleanup)
        cls.environment = {
            "PATH": os.environ["PATH"], "HOME": home.name, "AWS_PAGER": "", "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_ENDPOINT_URL_LAMBDA": f"http://127.0.0.1:{cls.server.server_port}",
        }

    def setUp(self):
        self.pool = ergosync.pool_id()
        self.identity, client = ergosync.identity(self.cloud, self.pool)
        for dataset in ("settings", "other"):
            names = {"IdentityPoolId": self.pool, "IdentityId": self.identity, "DatasetName": dataset}
            token = client.list_records(**names)["SyncSessionToken"]
            client.update_records(
                **names, SyncSessionToken=token,
                RecordPatches=[{"Op": "replace", "Key": "a", "Value": "1", "SyncCount": 0}])
        developer = ergosync.developer(self.cloud)
        developer.set_identity_pool_configuration(
            IdentityPoolId=self.pool, CognitoStreams={"StreamName": "ergosync-x", "StreamingStatus": "ENABLED"})

    def test_commands_of_the_document(self):
        document = (ergosync.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
        commands = COMMANDS.search(document).group(1).replace("|\n", "|").strip().splitlines()
        self.assertEqual(8, len(commands), "docs/operations.md has lost its commands")
        variables = {"function": FUNCTION, "pool": self.pool, "identity": self.identity, "dataset": "settings"}
        with tempfile.TemporaryDirectory() as folder:
            answers = {}
            for command in commands:
                result = subprocess.run(
                    ["bash", "-euc", f"cd {folder}\n" + command.replace("http://127.0.0.1:8080", self.cloud)
                     .replace("tools/repair.py", TOOL)],
                    env={**self.environment, **variables}, capture_output=True, text=True, timeout=120)
                self.assertEqual(0, result.returncode, command + result.stdout + result.stderr)
                self.assertNotIn("FunctionError", result.stdout, command)
                if "answer.json" in command:
                    with open(os.path.join(folder, "answer.json"), encoding="utf-8") as answer:
                        answers[command] = json.load(answer)
                else:
                    answers[command] = result.stdout
        counts = [a.get("repaired") if isinstance(a, dict) else a for a in answers.values()]
        self.assertEqual([1, 2, 2, None, "repaired 2\n", "repaired 1\n", '{"repaired":1,"corrupt":[],"notRepaired":[],"cursor":null}',
                          "repaired 2\n"], counts)
        self.assertEqual({"endedBulkPublish": False, "status": "NOT_STARTED"}, list(answers.values())[3])

    def test_a_failure_is_shown(self):
        for where in (["--function", FUNCTION], ["--local", self.cloud]):
            result = self.tool(*where, "--pool", "INVALID")
            self.assertEqual(1, result.returncode)
            self.assertIn("identityPoolId", result.stderr)

    def test_all_records_reach_the_stream(self):
        before = len(self.streamed())

        result = self.tool("--local", self.cloud, "--pool", self.pool)

        self.assertEqual((0, "repaired 2\n"), (result.returncode, result.stdout))
        wait_for(lambda: len(self.streamed()) >= before + 2)

    def tool(self, *arguments):
        return subprocess.run(
            [sys.executable, TOOL, *arguments], env=self.environment, capture_output=True, text=True, timeout=120)

    def streamed(self):
        try:
            with urllib.request.urlopen(self.cloud + "/local/kinesis/ergosync-x") as response:
                return [r for r in json.load(response) if r["data"]["identityPoolId"] == self.pool]
        except urllib.error.HTTPError:
            return []


def wait_for(condition):
    """Waits for a condition, and fails if it does not hold in time."""
    end = threading.Event()
    for _ in range(300):
        if condition():
            return
        end.wait(0.1)
    raise AssertionError("it did not come in time")


if __name__ == "__main__":
    unittest.main()
