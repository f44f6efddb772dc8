"""A dataset through an unmodified boto3: created, changed, listed, conflicted on, deleted; by developers and identities."""

import concurrent.futures
import datetime
import unittest

import botocore.exceptions

import ergosync


class DatasetTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.endpoint = cls.enterClassContext(ergosync.running_cloud())

    def setUp(self):
        self.pool = ergosync.pool_id()
        self.identity_id, self.client = ergosync.identity(self.endpoint, self.pool)
        self.ids = {"IdentityPoolId": self.pool, "IdentityId": self.identity_id}
        self.dataset = {**self.ids, "DatasetName": "settings"}

    def token(self):
        return self.client.list_records(**self.dataset)["SyncSessionToken"]

    def update(self, *patches, client=None, token=None):
        return (client or self.client).update_records(
            **self.dataset,
            RecordPatches=list(patches),
            SyncSessionToken=token or self.token(),
        )

    def assert_error(self, code, status, call, message=None):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            call()
        response = caught.exception.response
        self.assertEqual(code, response["Error"]["Code"])
        self.assertEqual(status, response["ResponseMetadata"]["HTTPStatusCode"])
        self.assertTrue(response["ResponseMetadata"]["RequestId"])
        if message:
            self.assertEqual(message, response["Error"]["Message"])

    def test_life_of_a_dataset(self):
        before = self.client.list_records(**self.dataset)
        self.assertFalse(before["DatasetExists"])
        self.assertEqual([], before["Records"])
        self.assertEqual(0, before["DatasetSyncCount"])

        answer = self.update(replace("color", "blue", 0), replace("size", "", 0))
        self.assertEqual(
            [("color", "blue", 1), ("size", "", 1)],
            [(r["Key"], r["Value"], r["SyncCount"]) for r in answer["Records"]],
        )
        self.assertEqual(self.identity_id, answer["Records"][0]["LastModifiedBy"])

        removed = self.update({"Op": "remove", "Key": "size", "SyncCount": 1})
        self.assertNotIn("Value", removed["Records"][0])
        listed = self.client.list_records(**self.dataset)
        self.assertTrue(listed["DatasetExists"])
        self.assertEqual(2, listed["DatasetSyncCount"])
        self.assertEqual(2, listed["Count"])
        self.assertEqual(["color", "size"], [r["Key"] for r in listed["Records"]])
        self.assertEqual(
            ["size"],
            [r["Key"] for r in self.client.list_records(**self.dataset, LastSyncCount=1)["Records"]],
        )

        described = self.client.describe_dataset(**self.dataset)["Dataset"]
        self.assertEqual((1, 9), (described["NumRecords"], described["DataStorage"]))
        self.assertEqual(1, self.client.list_datasets(**self.ids)["Count"])
        usage = self.client.describe_identity_usage(**self.ids)["IdentityUsage"]
        self.assertEqual((1, 9), (usage["DatasetCount"], usage["DataStorage"]))

        self.assertEqual(described, self.client.delete_dataset(**self.dataset)["Dataset"])
        self.assert_error(
            "ResourceNotFoundException", 404, lambda: self.client.describe_dataset(**self.dataset)
        )
        self.assert_error(
            "ResourceNotFoundException", 404, lambda: self.client.delete_dataset(**self.dataset)
        )
        self.assertEqual([], self.client.list_datasets(**self.ids)["Datasets"])
        self.assertFalse(self.client.list_records(**self.dataset, LastSyncCount=2)["DatasetExists"])

        self.update(replace("color", "red", 0))
        again = self.client.list_records(**self.dataset, LastSyncCount=2)
        self.assertTrue(again["DatasetDeletedAfterRequestedSyncCount"])
        self.assertEqual([3], [r["SyncCount"] for r in again["Records"]])

    def test_conflict(self):
        self.update(replace("key", "1", 0))
        self.assert_error(
            "ResourceConflictException",
            409,
            lambda: self.update(replace("other", "x", 0), replace("key", "2", 0)),
            "Current SyncCount for: key is: 1 not: 0",
        )
        self.assertEqual(["key"], [r["Key"] for r in self.client.list_records(**self.dataset)["Records"]])

    def test_retry_of_an_acknowledged_update_gets_its_first_answer(self):
        token = self.token()
        first = self.update(replace("key", "1", 0), token=token)["Records"]
        self.assertEqual(first, self.update(replace("key", "1", 0), token=token)["Records"])
        self.assertEqual(1, self.client.list_records(**self.dataset)["DatasetSyncCount"])

    def test_token_of_another_dataset_is_refused(self):
        token = self.client.list_records(**self.ids, DatasetName="other")["SyncSessionToken"]
        self.assert_error(
            "InvalidParameterException", 400, lambda: self.update(replace("key", "1", 0), token=token)
        )

    def test_second_identity_is_refused(self):
        self.update(replace("key", "1", 0))
        _, stranger = ergosync.identity(self.endpoint, self.pool)
        for call in (
            lambda: stranger.list_records(**self.dataset),
            lambda: stranger.describe_dataset(**self.dataset),
            lambda: stranger.delete_dataset(**self.dataset),
            lambda: stranger.list_datasets(**self.ids),
            lambda: stranger.describe_identity_usage(**self.ids),
            lambda: self.update(replace("key", "2", 1), client=stranger),
        ):
            self.assert_error("NotAuthorizedException", 403, call)

    def test_developer_reaches_every_identity(self):
        developer = ergosync.developer(self.endpoint)
        answer = self.update(replace("key", "1", 0), client=developer)
        self.assertEqual("000000000000", answer["Records"][0]["LastModifiedBy"])
        self.assertEqual(1, developer.list_datasets(**self.ids)["Count"])

    def test_dates(self):
        moment = datetime.datetime(2001, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)
        patch = {**replace("key", "1", 0), "DeviceLastModifiedDate": moment}
        record = self.update(patch)["Records"][0]
        self.assertEqual(moment, record["DeviceLastModifiedDate"])
        age = datetime.datetime.now(datetime.timezone.utc) - record["LastModifiedDate"]
        self.assertLess(abs(age.total_seconds()), 60)

    def test_pages(self):
        self.update(*(replace(f"key{i:02}", str(i), 0) for i in range(25)))
        keys, token, pages = [], None, 0
        while True:
            more = {"NextToken": token} if token else {}
            page = self.client.list_records(**self.dataset, MaxResults=10, **more)
            self.assertEqual(len(page["Records"]), page["Count"])
            keys += [r["Key"] for r in page["Records"]]
            pages += 1
            token = page.get("NextToken")
            if not token:
                break
        self.assertEqual((3, [f"key{i:02}" for i in range(25)]), (pages, keys))

    def test_volumes(self):
        emoji = "\U0001F600\"\\\n\x01'"
        for name, records in {
            "thousand": {f"key{i}": "v" * 900 for i in range(1024)},
            "one-value": {"key": "x" * 1_048_000},
            "long-keys": {"鍵" * 1020 + f"{i:04}": "v" for i in range(300)},
            "emoji": {f"k{i}": emoji * 1040 for i in range(100)},
        }.items():
            with self.subTest(name):
                self.dataset["DatasetName"] = name
                answer = self.update(*(replace(k, v, 0) for k, v in records.items()))
                self.assertEqual(records, {r["Key"]: r["Value"] for r in answer["Records"]})
                listed = self.client.list_records(**self.dataset)
                self.assertEqual(records, {r["Key"]: r["Value"] for r in listed["Records"]})
                self.assertNotIn("NextToken", listed)

    def test_32_updates_of_one_key_at_once(self):
        outcomes = self.at_once(lambda i: replace("key", str(i), 0))
        self.assertEqual(1, outcomes.count("ok"))
        self.assertEqual(
            31, outcomes.count("ResourceConflictException 409 Current SyncCount for: key is: 1 not: 0")
        )

    def test_32_updates_of_different_keys_at_once(self):
        outcomes = self.at_once(lambda i: replace(f"key{i}", str(i), 0))
        self.assertEqual(["ok"] * 32, outcomes)
        records = self.client.list_records(**self.dataset)["Records"]
        self.assertEqual(list(range(1, 33)), [r["SyncCount"] for r in records])

    def at_once(self, patch):
        tokens = [self.token() for _ in range(32)]

        def run(i):
            try:
                self.update(patch(i), token=tokens[i])
                return "ok"
            except botocore.exceptions.ClientError as e:
                error = e.response["Error"]
                status = e.response["ResponseMetadata"]["HTTPStatusCode"]
                return f"{error['Code']} {status} {error['Message']}"

        with concurrent.futures.ThreadPoolExecutor(32) as threads:
            return list(threads.map(run, range(32)))


def replace(key, value, sync_count):
    return {"Op": "replace", "Key": key, "Value": value, "SyncCount": sync_count}


if __name__ == "__main__":
    unittest.main()
