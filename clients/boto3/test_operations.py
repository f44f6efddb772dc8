"""Each of the 17 operations through an unmodified boto3, as the caller that it demands, and refused to the others."""

import unittest

import botocore.exceptions

import ergosync

ROLE = "arn:aws:iam::000000000000:role/ergosync/push"
APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/Sample"
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:trigger"


class OperationsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.endpoint = cls.enterClassContext(ergosync.running_cloud())

    def setUp(self):
        self.pool = ergosync.pool_id()
        self.developer = ergosync.developer(self.endpoint)
        self.identity_id, self.app = ergosync.identity(self.endpoint, self.pool)
        self.by_pool = {"IdentityPoolId": self.pool}
        self.by_identity = {**self.by_pool, "IdentityId": self.identity_id}
        self.by_dataset = {**self.by_identity, "DatasetName": "settings"}

    def update(self, client):
        token = client.list_records(**self.by_dataset)["SyncSessionToken"]
        return client.update_records(
            **self.by_dataset,
            SyncSessionToken=token,
            RecordPatches=[{"Op": "replace", "Key": "key", "Value": "v", "SyncCount": 0}],
        )

    def assert_forbidden(self, call):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            call()
        self.assertEqual("NotAuthorizedException", caught.exception.response["Error"]["Code"])
        self.assertEqual(403, caught.exception.response["ResponseMetadata"]["HTTPStatusCode"])

    def test_data_operations_of_both_callers(self):
        for client in (self.app, self.developer):
            self.assertEqual(1, len(self.update(client)["Records"]))
            self.assertEqual(1, client.list_records(**self.by_dataset)["Count"])
            self.assertEqual(1, client.list_datasets(**self.by_identity)["Count"])
            self.assertEqual(1, client.describe_dataset(**self.by_dataset)["Dataset"]["NumRecords"])
            usage = client.describe_identity_usage(**self.by_identity)["IdentityUsage"]
            self.assertEqual(1, usage["DatasetCount"])
            self.assertEqual("settings", client.delete_dataset(**self.by_dataset)["Dataset"]["DatasetName"])

    def test_operations_of_developers(self):
        push = {"ApplicationArns": [APPLICATION], "RoleArn": ROLE}
        streams = {"StreamName": "stream", "RoleArn": ROLE, "StreamingStatus": "ENABLED"}
        calls = {
            "set_identity_pool_configuration": {**self.by_pool, "PushSync": push, "CognitoStreams": streams},
            "get_identity_pool_configuration": self.by_pool,
            "set_cognito_events": {**self.by_pool, "Events": {"SyncTrigger": FUNCTION}},
            "get_cognito_events": self.by_pool,
            "describe_identity_pool_usage": self.by_pool,
            "list_identity_pool_usage": {},
            "bulk_publish": self.by_pool,
            "get_bulk_publish_details": self.by_pool,
        }
        answers = {}
        for name, arguments in calls.items():
            with self.subTest(name):
                self.assert_forbidden(lambda: getattr(self.app, name)(**arguments))
                answers[name] = getattr(self.developer, name)(**arguments)
        configuration = answers["get_identity_pool_configuration"]
        self.assertEqual((push, streams), (configuration["PushSync"], configuration["CognitoStreams"]))
        self.assertEqual({"SyncTrigger": FUNCTION}, answers["get_cognito_events"]["Events"])
        self.assertEqual(self.pool, answers["describe_identity_pool_usage"]["IdentityPoolUsage"]["IdentityPoolId"])
        self.assertIn("IdentityPoolUsages", answers["list_identity_pool_usage"])
        self.assertEqual(self.pool, answers["bulk_publish"]["IdentityPoolId"])
        self.assertEqual("IN_PROGRESS", answers["get_bulk_publish_details"]["BulkPublishStatus"])
        with self.assertRaises(self.developer.exceptions.DuplicateRequestException):
            self.developer.bulk_publish(**self.by_pool)

    def test_operations_of_identities(self):
        self.update(self.app)
        device = {**self.by_identity, "Platform": "GCM", "Token": "token"}
        with self.assertRaises(self.app.exceptions.InvalidConfigurationException):
            self.app.register_device(**device)
        self.developer.set_identity_pool_configuration(
            **self.by_pool, PushSync={"ApplicationArns": [APPLICATION], "RoleArn": ROLE}
        )
        self.assert_forbidden(lambda: self.developer.register_device(**device))
        device_id = self.app.register_device(**device)["DeviceId"]
        self.assertEqual(device_id, self.app.register_device(**device)["DeviceId"])
        for name in ("subscribe_to_dataset", "unsubscribe_from_dataset"):
            subscription = {**self.by_dataset, "DeviceId": device_id}
            with self.subTest(name):
                self.assert_forbidden(lambda: getattr(self.developer, name)(**subscription))
                getattr(self.app, name)(**subscription)

    def test_configuration_is_kept_where_absent_and_cleared_where_empty(self):
        push = {"ApplicationArns": [APPLICATION], "RoleArn": ROLE}
        self.assertNotIn("PushSync", self.developer.get_identity_pool_configuration(**self.by_pool))
        self.developer.set_identity_pool_configuration(**self.by_pool, PushSync=push)
        kept = self.developer.set_identity_pool_configuration(
            **self.by_pool, CognitoStreams={"StreamName": "s", "StreamingStatus": "DISABLED"}
        )
        self.assertEqual(push, kept["PushSync"])
        self.developer.set_identity_pool_configuration(**self.by_pool, PushSync={})
        self.assertNotIn("PushSync", self.developer.get_identity_pool_configuration(**self.by_pool))


if __name__ == "__main__":
    unittest.main()
