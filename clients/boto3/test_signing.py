"""Runs the boto3 recipe of docs/clients.md, and looks at the name that it signs with."""

import re
import unittest

import ergosync

RECIPE = re.compile(r"<!-- boto3 -->\n```python\n(.*?)```", re.DOTALL)
POOL = "us-east-1:1f9a0c36-5b7e-4d21-8a63-0c4e2b7d9f15"
IDENTITY = "us-east-1:7c2e4f80-9d1b-4a36-b5e8-3f6a1d0c9e72"


class SigningTest(unittest.TestCase):
    def test_recipe_signs_as_execute_api(self):
        text = (ergosync.ROOT / "docs/clients.md").read_text(encoding="utf-8")
        scope = {}
        exec(compile(RECIPE.search(text).group(1), "docs/clients.md", "exec"), scope)
        boto3 = scope["boto3"]
        boto3.setup_default_session(aws_access_key_id="local", aws_secret_access_key="local")
        signed = []
        with ergosync.running_cloud() as endpoint:
            client = scope["sync_client"](endpoint, "us-east-1")
            client.meta.events.register(
                "before-send.cognito-sync.*", lambda request, **_: signed.append(request.headers["Authorization"]))
            answer = client.list_datasets(IdentityPoolId=POOL, IdentityId=IDENTITY)
        self.assertEqual(0, answer["Count"])
        self.assertRegex(signed[0].decode() if isinstance(signed[0], bytes) else signed[0], r"/us-east-1/execute-api/aws4_request")


if __name__ == "__main__":
    unittest.main()
