#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fetches pip packages and unpacks them, without installing them.

usage: fetch_packages.py REQUIREMENTS FOLDER

Downloads the wheels that the requirements file names, with their hashes, and unpacks them all into one folder in FOLDER,
whose name comes from the contents of the requirements file, so that it is done once. Prints that folder. When it fails,
prints one line that says why, on the standard error output, and leaves nothing behind.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def download(requirements: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes",
               "--disable-pip-version-check", "--no-input", "--retries=2", f"--dest={folder}",
               f"--requirement={requirements}"]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        lines = [line.strip() for line in result.stderr.splitlines() if line.strip()]
        errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
        raise RuntimeError((errors + lines[-1:] + ["pip failed without saying why"])[0])


def unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            path = archive.extract(entry, folder)
            mode = entry.external_attr >> 16 & 0o777
            if mode and not entry.is_dir():
                os.chmod(path, mode)


def fetch(requirements: Path, parent: Path) -> Path:
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    target = parent / f"{requirements.stem}-{digest[:12]}"
    if target.is_dir():
        return target
    parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=parent))
    try:
        download(requirements, work / "wheels")
        for wheel in sorted((work / "wheels").glob("*.whl")):
            unpack(wheel, work / "unpacked")
        try:
            # In one step, so that what is there is whole
            (work / "unpacked").rename(target)
        except OSError:
            if not target.is_dir():
                raise
        return target
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(fetch(Path(sys.argv[1]), Path(sys.argv[2])))
    except (OSError, RuntimeError, zipfile.BadZipFile) as error:
        print(f"{Path(sys.argv[1]).stem} can't be fetched: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
