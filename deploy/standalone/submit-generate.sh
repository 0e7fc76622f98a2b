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

fail() {
  printf 'submit-generate: %s\n' "$*" >&2
  exit 2
}

spark_options=()
while [[ $# -gt 0 && $1 != -- ]]; do
  spark_options+=("$1")
  shift
done
[[ ${1-} == -- ]] ||
  fail "expected Spark's options, then --, then the options of generate; found no --"
shift
[[ " ${spark_options[*]-} " == *" --master "* ]] ||
  fail "expected --master spark://HOST:7077 before the --"

home=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
"$home/bin/maskfoundry" version >/dev/null
launcher=$home/jobs/target/launcher
runtime=$(<"$launcher/runtime.classpath")
for jar in "$home"/jobs/target/maskfoundry-jobs-*.jar; do
  case $jar in
    *-sources.jar | *-tests.jar | *-javadoc.jar) ;;
    *) application=$jar ;;
  esac
done

driver_options=("-Dlog4j2.configurationFile=$home/jobs/src/main/resources/log4j2.properties"
  "-Dmaskfoundry.conf=$home/conf")
if [[ -n ${SPARK_HOME-} && -x $SPARK_HOME/bin/spark-submit ]]; then
  submit=("$SPARK_HOME/bin/spark-submit")
else
  read -r -a module_options <"$home/jobs/target/classes/org/maskfoundry/jobs/spark-module.options"
  # The Spark of the checkout has no folder of its own to tell its Scala version from.
  export SPARK_SCALA_VERSION=2.13
  submit=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "${module_options[@]}" "${driver_options[@]}"
    -cp "$(<"$launcher/provided.classpath"):$runtime" org.apache.spark.deploy.SparkSubmit)
fi

# Executors run in whatever locale their worker was started in; without UTF-8 Java cannot open
# other names. The images' own native memory is Spark's to limit, not JavaCPP's.
exec "${submit[@]}" \
  --name "maskfoundry generate" \
  --class org.maskfoundry.jobs.cli.Maskfoundry \
  --jars "${runtime//:/,}" \
  --conf spark.executorEnv.LC_ALL=C.UTF-8 \
  --conf spark.executorEnv.OPENCV_LOG_LEVEL=OFF \
  --conf "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0" \
  --driver-java-options "${driver_options[*]}" \
  "${spark_options[@]}" \
  "$application" generate "$@"
