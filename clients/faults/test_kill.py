"""kill -9 under load: after a restart, everything that was acknowledged is there and nothing is half applied."""

import tempfile
import threading
import unittest

import botocore.exceptions

import ergosync

WRITERS = 8
RECORDS = 12
ROUNDS = 3


class KillTest(unittest.TestCase):
    def test_acknowledged_updates_survive(self):
        with tempfile.TemporaryDirectory() as data:
            pool, identity = ergosync.pool_id(), ergosync.pool_id()
            known = {}
            for round_number in range(ROUNDS):
                cloud = ergosync.LocalCloud("--data", data)
                self.verify(ergosync.developer(cloud.endpoint), pool, identity, known)
                self.load_and_kill(cloud, pool, identity, known)
            with ergosync.LocalCloud("--data", data) as cloud:
                self.verify(ergosync.developer(cloud.endpoint), pool, identity, known)
            self.assertGreater(sum(state["acknowledged"] for state in known.values()), 100)

    def load_and_kill(self, cloud, pool, identity, known):
        enough = threading.Semaphore(0)
        writers = [
            threading.Thread(
                target=self.write, args=(cloud.endpoint, pool, identity, f"dataset{n}", known, enough)
            )
            for n in range(WRITERS)
        ]
        for writer in writers:
            writer.start()
        for _ in range(120):
            self.assertTrue(enough.acquire(timeout=60))
        cloud.kill()
        for writer in writers:
            writer.join()

    def write(self, endpoint, pool, identity, name, known, enough):
        """Updates all records of a dataset with the same value again and again, until the server is gone."""
        client = ergosync.developer(endpoint)
        state = known.setdefault(name, {"count": 0, "acknowledged": 0, "sent": 0})
        ids = {"IdentityPoolId": pool, "IdentityId": identity, "DatasetName": name}
        try:
            while True:
                token = client.list_records(**ids, LastSyncCount=state["count"])["SyncSessionToken"]
                state["sent"] += 1
                # Some values are so large that the update goes through chunks.
                value = f"{state['sent']:06}" * (1 if state["sent"] % 3 else 400)
                client.update_records(
                    **ids,
                    SyncSessionToken=token,
                    RecordPatches=[
                        {"Op": "replace", "Key": f"key{i}", "Value": value, "SyncCount": state["count"]}
                        for i in range(RECORDS)
                    ],
                )
                state["count"] += 1
                state["acknowledged"] += 1
                enough.release()
        except (botocore.exceptions.HTTPClientError, botocore.exceptions.ConnectionError):
            return

    def verify(self, client, pool, identity, known):
        for name, state in known.items():
            listed = client.list_records(IdentityPoolId=pool, IdentityId=identity, DatasetName=name)
            count = listed["DatasetSyncCount"]
            # The update under way when the server died may have been taken, or not.
            self.assertIn(count, (state["count"], state["count"] + 1))
            if count:
                values = {r["Value"][:6] for r in listed["Records"]}
                self.assertEqual(RECORDS, len(listed["Records"]))
                self.assertEqual(1, len(values), "half applied")
                self.assertEqual({count}, {r["SyncCount"] for r in listed["Records"]})
                described = client.describe_dataset(IdentityPoolId=pool, IdentityId=identity, DatasetName=name)
                size = sum(len(r["Key"]) + len(r["Value"]) for r in listed["Records"])
                self.assertEqual(size, described["Dataset"]["DataStorage"])
            state["count"] = count


if __name__ == "__main__":
    unittest.main()
