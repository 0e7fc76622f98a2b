#!/usr/bin/env bash
# Submits `maskfoundry generate` to a standalone Spark cluster; builds the checkout where needed.
#
#   deploy/standalone/submit-generate.sh --master spark://HOST:7077 [SPARK OPTIONS] -- GENERATE OPTIONS
#
#   deploy/standalone/submit-generate.sh --master spark://head:7077 --executor-memory 8g -- \
#     --images hdfs://head/photos --output hdfs://head/dataset --model vit_h
#
# Images and dataset lie where every node can read and write them. A model's bundle may lie on this
# machine alone: Spark hands it to the executors. For GPUs give, before the --:
#   --properties-file conf/spark/standalone.conf
#
#   SPARK_HOME   a Spark 4.1 distribution; without one, the Spark of the checkout is used
set -euo pipefail
home=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
source "$home/deploy/submission.sh"

split_options "$@"
[[ -n $(value_of --master) ]] || fail "expected --master spark://HOST:7077 before the --"
submit_generate
