#!/usr/bin/env bash
# Submits `maskfoundry generate` to YARN; builds the checkout where needed.
#
#   deploy/yarn/submit-generate.sh [SPARK OPTIONS] -- GENERATE OPTIONS
#
#   deploy/yarn/submit-generate.sh --num-executors 8 --queue masks -- \
#     --images hdfs:///photos --output hdfs:///dataset --model vit_h
#
# Executors get one GPU each (conf/spark/yarn.conf). Without GPUs give a file of your own before the
# --, as it replaces that one:
#   --properties-file FILE
#
#   SPARK_HOME        a Spark 4.1 distribution with its spark-yarn
#   HADOOP_CONF_DIR   the folder of the cluster's core-site.xml and yarn-site.xml
set -euo pipefail
home=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
source "$home/deploy/submission.sh"

split_options "$@"
[[ $(value_of --deploy-mode) != cluster ]] ||
  fail "found --deploy-mode cluster, expected none: the driver runs here, as YARN would lose the exit code of generate"
[[ -x ${SPARK_HOME-}/bin/spark-submit ]] ||
  fail "SPARK_HOME is ${SPARK_HOME:-not set}, which has no bin/spark-submit; set it to a Spark 4.1 distribution, as the checkout's Spark does not know YARN"
configuration=${HADOOP_CONF_DIR:-${YARN_CONF_DIR-}}
[[ -d $configuration ]] ||
  fail "HADOOP_CONF_DIR is ${configuration:-not set}, expected the folder of the cluster's yarn-site.xml"
# The profile names the discovery script by its path from the checkout, which need not be where we are.
submit_generate --master yarn --deploy-mode client \
  --properties-file "$home/conf/spark/yarn.conf" \
  --conf "spark.files=$home/deploy/gpu/discover-gpus.sh"
