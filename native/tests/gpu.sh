#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the GPU backend, tests it on the GPU of this machine, and measures it. Needs an NVIDIA GPU with its driver, CUDA 13
# (nvcc and headers), cuDNN 9, CMake, a C++ compiler, and GoogleTest for the tests; CUDA and cuDNN may be pip's packages.
# Needs no JDK and no network.
#
#     native/tests/gpu.sh
#
# Environment:
#   OUT                 folder for the results (results)
#   BUILD               folder to build in (native/target/gpu)
#   CUDA_HOME, CUDNN_ROOT
#                       CUDA and cuDNN; else the system's are searched for, then python3's packages
#   MISH4J_ONEDNN_ROOT  a oneDNN, to have the device "cpu" too
#   DEVICE              the GPU to test (cuda:0)
#   LAYERS              options of the benchmark of layers (--arithmetics=f16,bf16,tf32,f32; see native/benchmarks/gpu)
#   ITERATIONS          of the benchmark of a network (300)
#   PYTORCH_SECONDS     after which no further network is measured in PyTorch, where that is installed (300)
set -uo pipefail

native=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
out=${OUT:-results}
build=${BUILD:-$native/target/gpu}
device=${DEVICE:-cuda:0}
failed=()

fail() {
    echo "gpu.sh: $*" >&2
    exit 1
}

# step NAME COMMAND...: its output also goes to NAME.txt; a failure does not keep the others from running
step() {
    echo "== $1"
    "${@:2}" 2>&1 | tee "$out/$1.txt"
    ((PIPESTATUS[0] == 0)) || failed+=("$1")
}

mkdir -p "$out" || fail "the folder $out can't be made"
out=$(cd "$out" && pwd)
command -v cmake >/dev/null || fail "cmake is missing"

options=(-DMISH4J_CUDNN=ON -DMISH4J_BENCHMARKS=ON -DMISH4J_ONEDNN=none -DCMAKE_BUILD_TYPE=Release)
if [[ -n "${MISH4J_ONEDNN_ROOT:-}" ]]; then
    options+=(-DMISH4J_ONEDNN=bundled "-DMISH4J_ONEDNN_ROOT=$MISH4J_ONEDNN_ROOT")
fi
targets=(mish4j mish4j_cudnn mish4j_gpu_layers mish4j_darknet53)
has_tests=false
if "${CXX:-c++}" -E -x c++ -include gtest/gtest.h /dev/null &>/dev/null; then
    has_tests=true
    targets+=(mish4j_tests)
fi
options+=("-DMISH4J_TESTS=$has_tests")
if [[ ! -e "$build/CMakeCache.txt" ]] && command -v ninja >/dev/null; then
    options+=(-G Ninja)
fi

step configure cmake -S "$native" -B "$build" "${options[@]}"
((${#failed[@]} == 0)) || fail "the build can't be configured"
step build cmake --build "$build" --parallel "$(nproc)" --target "${targets[@]}"
((${#failed[@]} == 0)) || fail "the build failed"

# cuDNN's library lies beside its headers, where it is not the system's
include=$(sed -n 's/^CUDNN_INCLUDE_DIR:PATH=//p' "$build/CMakeCache.txt")
if [[ -z "${MISH4J_CUDNN_PATH:-}" && -e "$include/../lib/libcudnn.so.9" ]]; then
    export MISH4J_CUDNN_PATH="$include/../lib"
fi

if command -v nvidia-smi >/dev/null; then
    step machine nvidia-smi
else
    echo "nvidia-smi is missing" | tee "$out/machine.txt"
fi

if $has_tests; then
    step tests env "MISH4J_TEST_DEVICE=$device" "$build/tests/mish4j_tests" --gtest_brief=1 "--gtest_output=json:$out/tests.json"
else
    echo "the tests are skipped: GoogleTest is missing" | tee "$out/tests.txt"
fi

for precision in f32 bf16 f16; do
    step "darknet53-$precision" "$build/benchmarks/mish4j_darknet53" 256 1 "${ITERATIONS:-300}" "$device" "$precision"
done

read -r -a layers <<<"${LAYERS:-}"
step layers "$build/benchmarks/mish4j_gpu_layers" "${layers[@]}" "$out"

if python3 -c 'import torch' &>/dev/null; then
    step pytorch python3 "$native/benchmarks/pytorch/measure.py" --time-limit "${PYTORCH_SECONDS:-300}" --output "$out/pytorch.json"
else
    echo "PyTorch is not measured: python3 has no torch" | tee "$out/pytorch.txt"
fi

echo "the results are in $out"
((${#failed[@]} == 0)) || fail "failed: ${failed[*]}"
