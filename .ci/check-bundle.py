#!/usr/bin/env python3
"""Checks a bundle against what Central asks of a release, before Central does.

    check-bundle.py BUNDLE.zip            accepts it, or lists what is wrong, and exits with 1
    check-bundle.py BUNDLE.zip --planted  plants each known defect into it, and sees that it is refused

Rules: central.sonatype.org/publish/requirements and maven.apache.org/repository/guide-central-repository-upload.
Signatures are checked with the keys in GNUPGHOME.
"""
import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"
CHECKSUMS = {".md5": hashlib.md5, ".sha1": hashlib.sha1}
OPTIONAL_CHECKSUMS = {".sha256": hashlib.sha256, ".sha512": hashlib.sha512}
MOST_BYTES = 1 << 30  # the portal's limit
NEWEST_CLASS = 61  # Java 17: what the README promises


def read(bundle):
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def is_companion(name):
    return Path(name).suffix in (*CHECKSUMS, *OPTIONAL_CHECKSUMS, ".asc")


def problems(files):
    """All that is wrong with the files of a bundle, each as one sentence."""
    found = []
    if sum(map(len, files.values())) > MOST_BYTES:
        found.append("the bundle is larger than the portal takes")
    payload = [name for name in files if not is_companion(name)]
    if not payload:
        found.append("the bundle is empty")
    for name in payload:
        found += companions(files, name)
    for name in files:
        if is_companion(name) and name[: name.rindex(".")] not in files:
            found.append(f"{name} belongs to no file")
    for directory in sorted({str(Path(name).parent) for name in payload}):
        found += component(files, directory)
    found += signatures(files, payload)
    return found


def companions(files, name):
    for suffix, digest in CHECKSUMS.items():
        if name + suffix not in files:
            yield f"{name} has no {suffix}"
    for suffix, digest in (CHECKSUMS | OPTIONAL_CHECKSUMS).items():
        said = files.get(name + suffix)
        if said is not None and said.decode("ascii", "replace").strip() != digest(files[name]).hexdigest():
            yield f"{name}{suffix} is not its checksum"
    if name + ".asc" not in files:
        yield f"{name} has no signature"


def signatures(files, payload):
    with tempfile.TemporaryDirectory() as directory:
        data, signature = Path(directory, "data"), Path(directory, "data.asc")
        for name in payload:
            if name + ".asc" in files:
                data.write_bytes(files[name])
                signature.write_bytes(files[name + ".asc"])
                checked = subprocess.run(
                    ["gpg", "--batch", "--quiet", "--verify", signature, data], capture_output=True
                )
                if checked.returncode != 0:
                    yield f"{name} has a signature that does not fit"


def component(files, directory):
    """One artifact in one version, in the layout of a Maven repository."""
    *group, artifact, version = Path(directory).parts if len(Path(directory).parts) > 2 else ("?",) * 3
    prefix = f"{directory}/{artifact}-{version}"
    names = [name for name in files if str(Path(name).parent) == directory]
    for name in names:
        if not re.match(re.escape(prefix) + r"[.-]", name):
            yield f"{name} is not named after its folder"
    if version.endswith("SNAPSHOT"):
        yield f"{prefix} is a snapshot, not a release"
    if prefix + ".pom" not in files:
        yield f"{directory} has no POM"
        return
    try:
        pom = ElementTree.fromstring(files[prefix + ".pom"])
    except ElementTree.ParseError:
        yield f"{prefix}.pom is no XML"
        return
    yield from (f"{prefix}.pom {what}" for what in metadata(pom, ".".join(group), artifact, version))
    if text(pom, "packaging") == "pom":
        return
    for classifier in ("", "-sources", "-javadoc"):
        name = f"{prefix}{classifier}.jar"
        if name not in files:
            yield f"{name} is missing"
        else:
            yield from archive(name, files[name], main=not classifier)


def archive(name, content, main):
    try:
        jar = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        yield f"{name} is no archive"
        return
    if not [entry for entry in jar.namelist() if not entry.startswith("META-INF/") and not entry.endswith("/")]:
        yield f"{name} is empty"
    if not main or "META-INF/MANIFEST.MF" not in jar.namelist():
        return
    if "module-info.class" not in jar.namelist() and b"Automatic-Module-Name: " not in jar.read("META-INF/MANIFEST.MF"):
        yield f"{name} has no module name"
    for entry in jar.namelist():
        if entry.endswith(".class") and int.from_bytes(jar.read(entry)[6:8], "big") > NEWEST_CLASS:
            yield f"{name} needs a newer Java than 17: {entry}"
            return


def text(element, path):
    return (element.findtext("/".join(NAMESPACE + part for part in path.split("/"))) or "").strip()


def metadata(pom, group, artifact, version):
    for what, expected in (("modelVersion", "4.0.0"), ("groupId", group), ("artifactId", artifact), ("version", version)):
        if text(pom, what) != expected:
            yield f"has {what} '{text(pom, what)}' where its place says '{expected}'"
    for what in (
        "name", "description", "url",
        "licenses/license/name", "licenses/license/url",
        "developers/developer/name",
        "scm/connection", "scm/developerConnection", "scm/url",
    ):
        if not text(pom, what):
            yield f"has no {what}"
    for what in ("parent", "repositories", "pluginRepositories"):
        if pom.find(NAMESPACE + what) is not None:
            yield f"names {what}: it must stand on Central alone"
    for dependency in pom.iter(NAMESPACE + "dependency"):
        needed = f"{text(dependency, 'groupId')}:{text(dependency, 'artifactId')}"
        if text(dependency, "version") == "${project.version}":
            continue
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]*", text(dependency, "version")):
            yield f"asks for {needed} in no fixed version"
        elif text(dependency, "version").endswith("SNAPSHOT"):
            yield f"depends on a snapshot of {needed}"
        if text(dependency, "scope") == "system":
            yield f"takes {needed} from a file"


def planted(files):
    """Each defect: its name, the bundle with it, and what has to be said of it."""
    jar = next(name for name in files if re.search(r"calling-core-[0-9.]+\.jar$", name))
    base = jar[: -len(".jar")]
    pom = base + ".pom"

    def without(name):
        return {other: content for other, content in files.items() if other != name}

    def with_pom(pattern, replacement):
        changed, count = re.subn(pattern, replacement, files[pom].decode(), count=1, flags=re.DOTALL)
        assert count == 1, pattern
        summed = {pom + suffix: digest(changed.encode()).hexdigest().encode() for suffix, digest in CHECKSUMS.items()}
        return files | {pom: changed.encode()} | summed

    for suffix in (".md5", ".sha1"):
        yield "no " + suffix, without(jar + suffix), f"{jar} has no {suffix}"
    yield "wrong sum", files | {jar + ".sha1": b"0" * 40}, f"{jar}.sha1 is not its checksum"
    yield "no signature", without(jar + ".asc"), f"{jar} has no signature"
    yield "foreign signature", files | {jar + ".asc": files[pom + ".asc"]}, f"{jar} has a signature that does not fit"
    yield "changed archive", files | {jar: files[jar] + b"\0"}, f"{jar} has a signature that does not fit"
    for classifier in ("", "-sources", "-javadoc"):
        yield "no jar" + classifier, without(f"{base}{classifier}.jar"), f"{base}{classifier}.jar is missing"
    yield "no POM", without(pom), f"{Path(pom).parent} has no POM"
    for element in ("name", "description", "url", "licenses", "developers", "scm"):
        pattern = rf"\n  <{element}[ >].*?</{element}>"
        said = {"licenses": "licenses/license/name", "developers": "developers/developer/name", "scm": "scm/url"}
        yield "no " + element, with_pom(pattern, ""), f"{pom} has no {said.get(element, element)}"
    yield "other version", with_pom("<version>[^<]*", "<version>9.9.9"), f"{pom} has version '9.9.9'"
    yield "snapshot inside", with_pom("(<artifactId>slf4j-api</artifactId>\\s*<version>[^<]*)", r"\1-SNAPSHOT"), (
        f"{pom} depends on a snapshot of org.slf4j:slf4j-api"
    )
    yield "open version", with_pom("(<artifactId>slf4j-api</artifactId>\\s*<version>)[^<]*", r"\1[2,)"), (
        f"{pom} asks for org.slf4j:slf4j-api in no fixed version"
    )
    yield "a repository", with_pom("</project>", "<repositories/></project>"), f"{pom} names repositories"
    moved = {name.replace("/calling-core/", "/calling-score/"): content for name, content in files.items()}
    yield "wrong folder", moved, f"{jar.replace('/calling-core/', '/calling-score/')} is not named after its folder"
    snapshot = {re.sub(r"([/-])(\d+\.\d+\.\d+)(?=[/.-])", r"\1\2-SNAPSHOT", name): content for name, content in files.items()}
    yield "a snapshot", snapshot, "is a snapshot, not a release"
    stray = str(Path(pom).parent.parent / "maven-metadata.xml")
    yield "metadata", files | {stray: b"<metadata/>"}, f"{stray} is not named after its folder"


def main(bundle, mode=None):
    files = read(bundle)
    found = problems(files)
    if found:
        sys.exit("\n".join(["Central would refuse it:", *sorted(found)]))
    if mode != "--planted":
        print(f"{len(files)} files, as Central asks for them")
        return
    missed = []
    count = 0
    for name, broken, said in planted(files):
        count += 1
        if not any(said in problem for problem in problems(broken)):
            missed.append(f"{name}: nobody says '{said}'")
    if missed:
        sys.exit("\n".join(["Planted, and not noticed:", *missed]))
    print(f"{count} planted defects, each refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
