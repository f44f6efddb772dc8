"""Runs the AWS CLI transcripts of the documents: each command must print what its document says it prints."""

import os
import re
import subprocess
import tempfile
import unittest

import ergosync

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


class TranscriptsTest(unittest.TestCase):
    def test_readme(self):
        self.run_transcripts("README.md")

    def test_clients(self):
        self.run_transcripts("docs/clients.md")

    def run_transcripts(self, document):
        text = (ergosync.ROOT / document).read_text(encoding="utf-8")
        commands = [c for block in BLOCK.findall(text) for c in commands_of(block)]
        self.assertGreater(len(commands), 4, f"{document} has lost its transcript")
        with ergosync.running_cloud() as endpoint, tempfile.TemporaryDirectory() as home:
            script = "\n".join(
                f"printf '\\n>>> %d\\n' {i}\n{command.replace('http://127.0.0.1:8080', endpoint)}\n"
                f"printf '\\n<<< %d\\n' $?"
                for i, (command, _) in enumerate(commands)
            )
            # One shell for all, since the transcript sets variables; no configuration of the machine's own.
            result = subprocess.run(
                ["bash", "-u"], input=script, capture_output=True, text=True, timeout=240,
                env={"PATH": os.environ["PATH"], "HOME": home, "AWS_PAGER": ""}, cwd=ergosync.ROOT,
            )
        sections = re.findall(r">>> (\d+)\n(.*?)\n?<<< (\d+)", result.stdout, re.DOTALL)
        self.assertEqual(len(commands), len(sections), result.stderr)
        for (command, expected), (_, printed, _) in zip(commands, sections):
            with self.subTest(command):
                self.assertRegex(printed.strip(), pattern(expected), result.stderr)


def commands_of(block):
    """The commands of a transcript, each with the output that follows it."""
    commands = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append([line[2:], ""])
        elif commands and (commands[-1][0].endswith("\\") or commands[-1][0].count('"') % 2):
            commands[-1][0] += "\n" + line
        elif commands:
            commands[-1][1] += line + "\n"
    return [(command, output.strip()) for command, output in commands]


def pattern(expected):
    """What is printed must be what is written, where three dots stand for anything on a line."""
    return re.compile(r"\A" + re.escape(expected).replace(r"\.\.\.", r"[^\n]*") + r"\Z")


if __name__ == "__main__":
    unittest.main()
