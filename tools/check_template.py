#!/usr/bin/env python3
"""Translates template.yaml as a deployment does, and checks what CloudFormation would get.

Needs the packages aws-sam-translator and cfn-lint; no AWS account. Prints the resources by type; ends with 1 and what is
wrong, or with 0. Run it from anywhere: `python3 tools/check_template.py`.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

try:
    import boto3
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.yaml_helper import yaml_parse
except ImportError as absent:
    sys.exit(f"The template cannot be translated: {absent}. Install aws-sam-translator (and cfn-lint) with pip.")

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "functions/src/test/resources/service-model.csv"
ALIAS = "live"

# What SAM attaches, by the ARN's end, and what narrows it: the boundary that every role has.
MANAGED_POLICIES = {
    "AWSLambdaBasicExecutionRole": "logs: AWS's policy allows any log group",
    "AWSXrayWriteOnlyAccess": "traces: X-Ray has no resources that a policy could name",
    "AWSLambdaDynamoDBExecutionRole": "event sources: AWS's policy allows any stream",
    "AWSLambdaSQSQueueExecutionRole": "event sources: AWS's policy allows any queue",
}
# Statements that IAM cannot narrow to a resource, or that must name a whole family of them.
WHOLE_RESOURCES = {
    "xray:PutTelemetryRecords": "X-Ray has no resources",
    "xray:PutTraceSegments": "X-Ray has no resources",
    "dynamodb:ListStreams": "DynamoDB knows no resource for it",
}
# What AWS's managed policies need of the boundary, so that event sources, logs and traces work at all.
NEEDED_OF_BOUNDARY = {
    "logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords",
    "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
    "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
}

problems = []


def check(holds, problem):
    if not holds:
        problems.append(problem)


def as_list(value):
    return value if isinstance(value, list) else [value]


def translated():
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    template = yaml_parse((ROOT / "template.yaml").read_text())
    # What `sam deploy` puts there after it has uploaded the zip.
    template["Globals"]["Function"]["CodeUri"] = "s3://deployments/functions.zip"
    defaults = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name="us-east-1"))
    return translator.translate(template, defaults)


def of_type(resources, kind):
    return {name: r.get("Properties", {}) for name, r in resources.items() if r["Type"] == kind}


def check_routes(api):
    with MODEL.open() as lines:
        rows = csv.reader(line for line in lines if not line.startswith("#"))
        expected = {(row[1], row[2]): row[0] for row in rows}
    check(len(expected) == 17, f"the service model has {len(expected)} operations, not 17")
    expected[("POST", "/")] = "LegacyRpc"
    routes = {}
    for path, methods in api["Body"]["paths"].items():
        for method, route in methods.items():
            if method.lower() != "options":
                routes[(method.upper(), path)] = route
    for route in sorted(set(expected) ^ set(routes)):
        problems.append(f"route {route} is only in the {'service model' if route in expected else 'template'}")
    for key in set(expected) & set(routes):
        route = routes[key]
        uri = json.dumps(route["x-amazon-apigateway-integration"]["uri"])
        alias = f"${{{expected[key]}FunctionAlias{ALIAS}}}"
        check(alias in uri, f"route {key} does not invoke {alias}: {uri}")
        check({"AWS_IAM": []} in route.get("security", []), f"route {key} is not authorized by AWS_IAM")
        integration = route["x-amazon-apigateway-integration"]
        check(integration["payloadFormatVersion"] == "2.0", f"route {key} does not use payload 2.0")
    return {f"{operation}Function" for operation in expected.values()}


def alarmed_functions(resources):
    alarmed = set()
    for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values():
        if alarm.get("MetricName") == "Errors":
            alarmed |= {d["Value"]["Ref"] for d in alarm["Dimensions"] if d["Name"] == "FunctionName"}
    return alarmed


def check_functions(resources, routed):
    groups = of_type(resources, "AWS::Logs::LogGroup")
    alarms = of_type(resources, "AWS::CloudWatch::Alarm")
    check("ApiErrorsAlarm" in alarms, "there is no ApiErrorsAlarm, which stands for all functions with a route")
    for name, alarm in alarms.items():
        check("AlarmActions" in alarm, f"{name} tells nobody")
        check("AlarmDescription" in alarm, f"{name} does not say what it means")
    alarmed = alarmed_functions(resources)
    for name, function in of_type(resources, "AWS::Lambda::Function").items():
        group = function.get("LoggingConfig", {}).get("LogGroup", {}).get("Ref")
        check(group == name.removesuffix("Function") + "LogGroup" and group in groups, f"{name} has no log group of its own")
        check(function.get("LoggingConfig", {}).get("LogFormat") == "JSON", f"{name} does not log JSON")
        check("RetentionInDays" in groups.get(group, {}), f"the log of {name} is kept for ever")
        check(function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}, f"{name} has no SnapStart")
        check(function["Architectures"] == ["arm64"], f"{name} is not on arm64")
        check(function["Runtime"] == "java25", f"{name} is not on java25")
        check(function.get("TracingConfig") == {"Mode": "Active"}, f"{name} is not traced")
        check(f"{name}Alias{ALIAS}" in resources, f"{name} has no alias {ALIAS}")
        check(name in routed or name in alarmed, f"{name} can fail without an alarm")
    for name, mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").items():
        target = mapping["FunctionName"]
        check(target.get("Ref", "").endswith(f"FunctionAlias{ALIAS}"), f"{name} does not invoke the alias: {target}")
    for name, permission in of_type(resources, "AWS::Lambda::Permission").items():
        check(f"FunctionAlias{ALIAS}" in json.dumps(permission["FunctionName"]), f"{name} is not for the alias")


def check_statement(where, statement):
    for action in as_list(statement["Action"]):
        if statement["Effect"] == "Allow":
            check("*" not in action, f"{where} allows the wildcard action {action}")
            for resource in as_list(statement["Resource"]):
                check(resource != "*" or action in WHOLE_RESOURCES, f"{where} allows {action} on every resource")


def actions_of(policy):
    return {action for statement in policy["Statement"] for action in as_list(statement["Action"])}


def check_roles(resources):
    boundary = of_type(resources, "AWS::IAM::ManagedPolicy").get("FunctionBoundary", {}).get("PolicyDocument")
    if boundary is None:
        problems.append("there is no FunctionBoundary")
        return
    for statement in boundary["Statement"]:
        check_statement("FunctionBoundary", statement)
    size = len(json.dumps(boundary, separators=(",", ":")))
    check(size <= 6144, f"FunctionBoundary has {size} characters; IAM takes 6,144")
    allowed = actions_of(boundary)
    check(NEEDED_OF_BOUNDARY <= allowed, f"FunctionBoundary lacks {sorted(NEEDED_OF_BOUNDARY - allowed)}")
    used = set(NEEDED_OF_BOUNDARY)
    for name, role in of_type(resources, "AWS::IAM::Role").items():
        check(role.get("PermissionsBoundary") == {"Ref": "FunctionBoundary"}, f"{name} has no boundary")
        for arn in role.get("ManagedPolicyArns", []):
            check(str(arn).rsplit("/", 1)[-1] in MANAGED_POLICIES, f"{name} has the managed policy {arn}")
        for policy in role.get("Policies", []):
            document = policy["PolicyDocument"]
            used |= actions_of(document)
            for statement in document["Statement"]:
                check_statement(f"{name}, {policy['PolicyName']}", statement)
            beyond = sorted(actions_of(document) - allowed)
            check(not beyond, f"FunctionBoundary does not allow {beyond}, which {name} needs")
    check(not allowed - used, f"FunctionBoundary allows {sorted(allowed - used)}, which no function needs")


def lint(template):
    if shutil.which("cfn-lint") is None:
        problems.append("cfn-lint is not installed: install it with pip")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "translated.json"
        file.write_text(json.dumps(template))
        # W3005: SAM itself repeats in DependsOn what a reference says already. W2001, W2501: of parameters, linted in template.yaml.
        result = subprocess.run(
            ["cfn-lint", "--ignore-checks", "W3005", "--", str(file)],
            capture_output=True, text=True, check=False)
        check(result.returncode == 0, "cfn-lint of the translated template:\n" + result.stdout + result.stderr)


def main():
    template = translated()
    resources = template["Resources"]
    for kind, count in sorted(Counter(r["Type"] for r in resources.values()).items()):
        print(f"{count:5} {kind}")
    print(f"{len(resources):5} resources; CloudFormation takes 500")
    check(len(resources) <= 500, "over 500 resources")
    routed = check_routes(of_type(resources, "AWS::ApiGatewayV2::Api")["Api"])
    check_functions(resources, routed)
    check_roles(resources)
    lint(template)
    for problem in problems:
        print(f"template.yaml: {problem}", file=sys.stderr)
    print("whole resources in policies: " + "; ".join(f"{a} ({why})" for a, why in WHOLE_RESOURCES.items()))
    print("managed policies, within the boundary: " + "; ".join(f"{p} ({why})" for p, why in MANAGED_POLICIES.items()))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
