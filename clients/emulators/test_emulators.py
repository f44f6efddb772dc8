"""Pushes and stream records leave the local cloud for real emulators: moto for SNS and STS, kinesalite for Kinesis."""

import contextlib
import importlib.util
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

import boto3

import ergosync

ACCOUNT = "123456789012"
STREAM = "changes"
CREDENTIALS = {
    "region_name": ergosync.REGION,
    "aws_access_key_id": "local",
    "aws_secret_access_key": "local",
    "config": ergosync.config(),
}
WAIT_SECONDS_MAX = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(command, port):
    """A server on a port, from when it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: answers(port) or server.poll() is not None)
        if server.poll() is not None:
            raise RuntimeError(f"{command[0]} ended with {server.returncode}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def eventually(found):
    """What is found, as soon as there is something."""
    end = time.monotonic() + WAIT_SECONDS_MAX
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError(f"nothing came within {WAIT_SECONDS_MAX} seconds")


def configured_pool(endpoint, **configuration):
    pool = ergosync.pool_id()
    ergosync.developer(endpoint).set_identity_pool_configuration(IdentityPoolId=pool, **configuration)
    return pool


def update(client, pool, identity, value, **more):
    listed = client.list_records(IdentityPoolId=pool, IdentityId=identity, DatasetName="notes")
    return client.update_records(
        IdentityPoolId=pool,
        IdentityId=identity,
        DatasetName="notes",
        SyncSessionToken=listed["SyncSessionToken"],
        RecordPatches=[
            {"Op": "replace", "Key": "key", "Value": value, "SyncCount": listed["DatasetSyncCount"]}
        ],
        **more,
    )


@contextlib.contextmanager
def moto():
    if importlib.util.find_spec("moto") is None or importlib.util.find_spec("flask") is None:
        raise unittest.SkipTest("moto[server] cannot be imported: pip install 'moto[server]' runs this test")
    port = free_port()
    with process([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port) as url:
        yield url


@contextlib.contextmanager
def kinesalite():
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise unittest.SkipTest("there is no npm: Node.js runs this test")
    with tempfile.TemporaryDirectory() as folder:
        installed = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, "kinesalite"],
            capture_output=True,
            text=True,
        )
        if installed.returncode != 0:
            raise unittest.SkipTest(f"npm cannot install kinesalite: {installed.stderr.strip()[:300]}")
        port = free_port()
        command = ["node", f"{folder}/node_modules/kinesalite/cli.js", "--port", str(port)]
        with process(command, port) as url:
            yield url


class EmulatorsTest(unittest.TestCase):
    def test_push_arrives_in_moto(self):
        with moto() as aws:
            sns = boto3.client("sns", endpoint_url=aws, **CREDENTIALS)
            application = sns.create_platform_application(
                Name="Sample", Platform="GCM", Attributes={"PlatformCredential": "key"}
            )["PlatformApplicationArn"]
            environment = {"AWS_ENDPOINT_URL_SNS": aws, "AWS_ENDPOINT_URL_STS": aws}
            with ergosync.LocalCloud(environment=environment) as cloud:
                role = f"arn:aws:iam::{ACCOUNT}:role/ergosync/push"
                pool = configured_pool(
                    cloud.endpoint, PushSync={"ApplicationArns": [application], "RoleArn": role}
                )
                identity, client = ergosync.identity(cloud.endpoint, pool)
                update(client, pool, identity, "one")
                device = client.register_device(
                    IdentityPoolId=pool, IdentityId=identity, Platform="GCM", Token="token"
                )["DeviceId"]
                client.subscribe_to_dataset(
                    IdentityPoolId=pool, IdentityId=identity, DatasetName="notes", DeviceId=device
                )
                update(client, pool, identity, "two")
                message = json.loads(eventually(lambda: self.published(aws, sns, application)))
            data = json.loads(message["GCM"])["data"]
            self.assertEqual(data["source"], "cognito-sync")
            self.assertEqual(data["identityPoolId"], pool)
            self.assertEqual(data["identityId"], identity)
            self.assertEqual(data["datasetName"], "notes")
            self.assertEqual(data["syncCount"], "2")

    @staticmethod
    def published(aws, sns, application):
        """What moto keeps of an endpoint's messages."""
        endpoints = sns.list_endpoints_by_platform_application(PlatformApplicationArn=application)
        arns = {endpoint["EndpointArn"] for endpoint in endpoints["Endpoints"]}
        with urllib.request.urlopen(aws + "/moto-api/data.json", timeout=10) as answer:
            kept = json.load(answer).get("sns", {})
        for endpoint in kept.get("PlatformEndpoint", []):
            messages = endpoint.get("messages") or {}
            if endpoint.get("arn") in arns and messages:
                return list(messages.values())[-1]
        return None

    def test_stream_record_arrives_in_kinesalite(self):
        with kinesalite() as aws:
            self.assert_stream_record_arrives(aws)

    def test_stream_record_arrives_in_moto_by_a_role(self):
        with moto() as aws:
            self.assert_stream_record_arrives(aws, AWS_ENDPOINT_URL_STS=aws)

    def assert_stream_record_arrives(self, aws, **environment):
        kinesis = boto3.client("kinesis", endpoint_url=aws, **CREDENTIALS)
        kinesis.create_stream(StreamName=STREAM, ShardCount=1)
        kinesis.get_waiter("stream_exists").wait(
            StreamName=STREAM, WaiterConfig={"Delay": 1, "MaxAttempts": WAIT_SECONDS_MAX}
        )
        with ergosync.LocalCloud(environment={"AWS_ENDPOINT_URL_KINESIS": aws, **environment}) as cloud:
            pool = configured_pool(
                cloud.endpoint,
                CognitoStreams={
                    "StreamName": STREAM,
                    "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/ergosync/streams",
                    "StreamingStatus": "ENABLED",
                },
            )
            identity, client = ergosync.identity(cloud.endpoint, pool)
            update(client, pool, identity, "one")
            record = eventually(lambda: self.streamed(kinesis))
        self.assertEqual(record["PartitionKey"], identity)
        data = json.loads(record["Data"])
        self.assertEqual(data["identityPoolId"], pool)
        self.assertEqual(data["identityId"], identity)
        self.assertEqual(data["dataSetName"], "notes")
        self.assertEqual(data["operation"], "replace")
        self.assertEqual(data["payloadType"], "Inline")
        self.assertEqual(data["syncCount"], 1)
        self.assertEqual(data["kinesisSyncRecords"][0]["key"], "key")
        self.assertEqual(data["kinesisSyncRecords"][0]["value"], "one")

    @staticmethod
    def streamed(kinesis):
        shard = kinesis.describe_stream(StreamName=STREAM)["StreamDescription"]["Shards"][0]["ShardId"]
        iterator = kinesis.get_shard_iterator(
            StreamName=STREAM, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        records = kinesis.get_records(ShardIterator=iterator)["Records"]
        return records[0] if records else None


if __name__ == "__main__":
    unittest.main()
