#!/usr/bin/env bash
# Prints the NVIDIA GPUs of this machine as Spark wants them: {"name":"gpu","addresses":["0","1"]}
# Spark runs it where GPUs are to be found: on workers (standalone) and in executors (YARN, Kubernetes).
# The addresses are numbers of CUDA devices; with CUDA_DEVICE_ORDER=PCI_BUS_ID they are nvidia-smi's.
set -euo pipefail

fail() {
  printf 'discover-gpus: %s\n' "$*" >&2
  exit 1
}

command -v nvidia-smi >/dev/null ||
  fail "found no nvidia-smi on $(hostname); install the NVIDIA driver, or give this machine no GPU work"
listed=$(nvidia-smi --query-gpu=index --format=csv,noheader) ||
  fail "nvidia-smi failed on $(hostname): ${listed:-no output}; run it there to see why"
# CUDA numbers those that are visible anew, from 0.
if [[ -n ${CUDA_VISIBLE_DEVICES-} ]]; then
  listed=$(tr ',' '\n' <<<"$CUDA_VISIBLE_DEVICES" | awk 'NF { print count++ }')
fi
[[ -n $listed ]] || fail "nvidia-smi lists no GPU on $(hostname); give this machine no GPU work"

addresses=$(awk 'NF { gsub(/[ \t\r]/, ""); printf "%s\"%s\"", separator, $0; separator = "," }' <<<"$listed")
printf '{"name":"gpu","addresses":[%s]}\n' "$addresses"
