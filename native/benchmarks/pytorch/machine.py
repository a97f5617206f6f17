# SPDX-License-Identifier: Apache-2.0
"""What is measured on, and with which versions."""

import os
import platform
import shutil
import subprocess
from importlib import metadata

import torch


def describe(device: torch.device) -> dict:
    description = {
        "system": platform.platform(),
        "processor": processor(),
        "python": platform.python_version(),
        "pytorch": torch.__version__,
        "triton": version("triton"),
    }
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        description |= {
            "gpu": properties.name,
            "compute_capability": f"{properties.major}.{properties.minor}",
            "multiprocessors": properties.multi_processor_count,
            "memory_mib": properties.total_memory >> 20,
            "driver": driver(),
            "cuda": torch.version.cuda,
            "cudnn": torch.backends.cudnn.version(),
        }
    else:
        description |= {"threads": torch.get_num_threads(), "instruction_set": torch.backends.cpu.get_cpu_capability()}
    return description


def processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} logical processors"


def version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def driver() -> str | None:
    """The version of NVIDIA's driver, where nvidia-smi is there to be asked."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    command = [program, "--query-gpu=driver_version", "--format=csv,noheader"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.splitlines()[0].strip() if result.returncode == 0 and result.stdout.strip() else None
