"""What the conformance programs share: a local cloud of their own, and real clients of it."""

import contextlib
import os
import pathlib
import signal
import subprocess
import threading
import uuid

import boto3
import botocore.config

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGION = "us-east-1"


class LocalCloud:
    """A process of `bin/ergosync local` on a free port of loopback."""

    def __init__(self, *options, environment=None):
        self.process = subprocess.Popen(
            [str(ROOT / "bin" / "ergosync"), "local", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self.log = []
        # Drained all the time, so that the server never waits for a full pipe.
        self.drain = threading.Thread(target=self._drain, daemon=True)
        self.drain.start()
        ready = self.process.stdout.readline().strip()
        prefix = "Ergo Sync is ready on "
        if not ready.startswith(prefix):
            self.process.wait()
            raise RuntimeError(f"the local cloud did not start: {ready!r} {''.join(self.log)}")
        self.endpoint = ready[len(prefix):]

    def _drain(self):
        for line in self.process.stderr:
            self.log.append(line)

    def kill(self):
        """Ends it as a power cut would."""
        # The script replaces itself with the JVM, so this is the JVM.
        os.kill(self.process.pid, signal.SIGKILL)
        self._ended()

    def stop(self):
        """Ends it as Ctrl-C does."""
        self.process.terminate()
        self._ended()

    def _ended(self):
        self.process.wait(timeout=10)
        self.drain.join()
        self.process.stdout.close()
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


@contextlib.contextmanager
def running_cloud():
    """The cloud at ERGOSYNC_ENDPOINT if that is set, else one of its own."""
    endpoint = os.environ.get("ERGOSYNC_ENDPOINT")
    if endpoint:
        yield endpoint
    else:
        with LocalCloud() as cloud:
            yield cloud.endpoint


def pool_id():
    """An identity pool that no other test uses."""
    return f"{REGION}:{uuid.uuid4()}"


def config():
    # One attempt: a test must see what the server answers, not what a retry makes of it.
    return botocore.config.Config(
        retries={"max_attempts": 0}, max_pool_connections=64, read_timeout=60
    )


def developer(endpoint):
    """A client with the local cloud's developer credentials."""
    return boto3.client(
        "cognito-sync",
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=config(),
    )


def identity(endpoint, pool):
    """A new identity of the pool: its id, and a client with its credentials."""
    cognito_identity = boto3.client(
        "cognito-identity",
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="unused",
        aws_secret_access_key="unused",
        config=config(),
    )
    identity_id = cognito_identity.get_id(IdentityPoolId=pool)["IdentityId"]
    credentials = cognito_identity.get_credentials_for_identity(IdentityId=identity_id)["Credentials"]
    client = boto3.client(
        "cognito-sync",
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretKey"],
        aws_session_token=credentials["SessionToken"],
        config=config(),
    )
    return identity_id, client
