#!/usr/bin/env python3
"""Makes a project of what README.md and docs/cookbook.md show, and of nothing else of ours but the tests
that run it, and one of the whole program at the head of the cookbook: extract.py TREE PROJECT WHOLE

What a recipe is given stands above it in the text, and the imports at the head of the page: where either is
not enough, the project does not compile.
"""
import re
import sys
from pathlib import Path

EXAMPLES = "io/calling/examples/"

# Recipe, in order of the page: the name by which the tests know it, what it gives, what follows it.
RECIPES = [
    ("answerOnlyContacts", "void", ""),
    ("issue", "EphemeralCredentials", "return credentials;"),
    ("relays", "RelayProvider", "return relays;"),
    ("startFromPush", "CallAgent", "return agent;"),
    ("verify", "void", ""),
    ("compare", "void", ""),
    ("addVideo", "void", ""),
    ("talkToBrowser", "WebRtcSession", "return session;"),
    ("record", "Media", "return media;"),
    ("metrics", "CompletionStage<Map<String, Number>>", "return metrics;"),
    ("describe", "void", ""),
    ("describe", "void", ""),
    ("alarms", "Map<String, Number>", "return alarms;"),
    ("explain", "void", ""),
    ("keep", "Runnable", "return close;"),
]

THROWN = {"java.io.IOException": "WavRecorder|EventLog", "io.calling.sdp.SdpException": "endpoint.answer"}


def blocks(text):
    """Each piece of Java, with the text between it and the one before."""
    at = 0
    for found in re.finditer(r"```java\n(.*?)```", text, re.S):
        yield text[at : found.start()], found.group(1)
        at = found.end()


def given(text):
    """Parameters, as in the paragraph: Given `CallAgent.Builder agent` and `Set<PeerId> contacts`."""
    said = re.findall(r"(?ms)^Given (.*?)(?:\n\n|\Z)", text)
    if not said:
        sys.exit(f"It does not say what it is given:\n{text}")
    return ", ".join(re.findall(r"`([^`]+ \w+)`", said[-1]))


def write(project, folder, name, text):
    file = project / "src" / folder / "java" / (name + ".java")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def method(name, gives, tail, text, code):
    throws = "".join(f" throws {error}" for error, cause in THROWN.items() if re.search(cause, code))
    return f"public static {gives} {name}({given(text)}){throws} {{\n{code}{tail}\n}}\n"


def recipes(page):
    # What needs Spring or Android is in projects of its own.
    _program, (_, imports), *shown = blocks(page.split("\n## Embed in ")[0])
    if len(shown) != len(RECIPES):
        sys.exit(f"{len(shown)} recipes are shown, and {len(RECIPES)} are known")
    methods = "\n".join(method(*known, *piece) for known, piece in zip(RECIPES, shown))
    return f"package io.calling.examples.cookbook;\n\n{imports}\npublic final class Recipes {{\n{methods}}}\n"


def first_call(text, code):
    imports = "".join(f"import {each};\n" for each in re.findall(r"`([\w.]+\.\*)`", text))
    shown = method("callBob", "void", "", text, code)
    return f"package io.calling.examples.readme;\n\n{imports}\npublic final class FirstCall {{\n{shown}}}\n"


def whole(project, page, test):
    """The program with its pom.xml, as the page has them, and beside them the test that the README has."""
    (_, program), *_ = blocks(page)
    write(project, "main", re.search(r"public class (\w+)", program)[1], program)
    write(project, "test", "FirstTest", test)
    (project / "pom.xml").write_text(re.search(r"```xml\n(.*?)```", page, re.S)[1])


def main(tree, project, program):
    page = (tree / "docs/cookbook.md").read_text()
    call, test = blocks((tree / "README.md").read_text())
    write(project, "main", EXAMPLES + "cookbook/Recipes", recipes(page))
    write(project, "main", EXAMPLES + "readme/FirstCall", first_call(*call))
    write(project, "test", "FirstTest", test[1])
    whole(program, page, test[1])
    for name in ["cookbook/RecipesTest", "readme/FirstCallTest"]:
        ours = tree / "examples/src/test/java" / EXAMPLES / (name + ".java")
        write(project, "test", EXAMPLES + name, ours.read_text())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
