#!/usr/bin/env python3
"""Invokes Repair again and again, with the cursor that it answers, until all is repaired (docs/operations.md, "Repairs").

Against a stack by the AWS CLI, or against a local cloud:

    python3 tools/repair.py --function ARN --pool POOL [--identity IDENTITY [--dataset NAME]]
    python3 tools/repair.py --local http://127.0.0.1:8080 --pool POOL [--identity IDENTITY [--dataset NAME]]

Prints a line for each invocation and one for each dataset that is not repaired. Ends with 0 if there was none, else with 1.
Interrupted, it says with which --cursor it goes on.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request


def by_aws(function, payload):
    with tempfile.NamedTemporaryFile(mode="r", encoding="utf-8") as answer:
        # An invocation takes about 40 seconds, close to what the CLI waits by itself.
        command = ["aws", "lambda", "invoke", "--function-name", function, "--cli-read-timeout", "150",
                   "--payload", "fileb:///dev/stdin", "--query", "FunctionError", "--output", "text", answer.name]
        result = subprocess.run(command, input=json.dumps(payload), capture_output=True, text=True, check=False)
        text = answer.read()
    if result.returncode != 0 or result.stdout.strip() != "None":
        sys.exit(f"The invocation failed: {result.stderr.strip()} {text}".strip())
    return json.loads(text)


def by_http(endpoint, payload):
    request = urllib.request.Request(endpoint.rstrip("/") + "/local/repair", json.dumps(payload).encode())
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        sys.exit(f"The invocation failed: {error.read().decode()}")


def main():
    parser = argparse.ArgumentParser(description="Repairs datasets until all are repaired.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--function", help="the stack's output RepairFunctionArn")
    where.add_argument("--local", help="the endpoint of a local cloud")
    parser.add_argument("--pool", required=True)
    parser.add_argument("--identity")
    parser.add_argument("--dataset")
    parser.add_argument("--cursor")
    arguments = parser.parse_args()
    payload = {"identityPoolId": arguments.pool}
    for member, value in (("identityId", arguments.identity), ("datasetName", arguments.dataset),
                          ("cursor", arguments.cursor)):
        if value:
            payload[member] = value
    left = 0
    try:
        while True:
            answer = by_aws(arguments.function, payload) if arguments.function else by_http(arguments.local, payload)
            print(f"repaired {answer['repaired']}", flush=True)
            for kind in ("corrupt", "notRepaired"):
                for dataset in answer[kind]:
                    left += 1
                    print(f"{kind} {dataset['identityId']} {dataset['datasetName']}: {dataset['reason']}", flush=True)
            if answer["cursor"] is None:
                return 1 if left else 0
            payload["cursor"] = answer["cursor"]
    except KeyboardInterrupt:
        sys.exit(f"Interrupted; go on with --cursor {payload.get('cursor', '')}")


if __name__ == "__main__":
    sys.exit(main())
