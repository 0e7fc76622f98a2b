# What the clusters' submit-generate.sh share: they source it.
# shellcheck shell=bash

fail() {
  printf 'submit-generate: %s\n' "$*" >&2
  exit 2
}

# Sets spark_options, which stand before --, and generate_options, which stand after it.
split_options() {
  spark_options=()
  while [[ $# -gt 0 && $1 != -- ]]; do
    spark_options+=("$1")
    shift
  done
  [[ ${1-} == -- ]] ||
    fail "expected Spark's options, then --, then the options of generate; found no --"
  shift
  generate_options=("$@")
}

# Prints what was given for one of Spark's options, as --option VALUE or --option=VALUE.
value_of() {
  local previous= option
  for option in ${spark_options[@]+"${spark_options[@]}"}; do
    [[ $previous != "$1" ]] || printf '%s\n' "$option"
    [[ $option != "$1"=* ]] || printf '%s\n' "${option#*=}"
    previous=$option
  done
}

# Sets submit, the command that starts spark-submit: that of SPARK_HOME, or the checkout's Spark,
# which knows standalone clusters only.
find_spark_submit() {
  if [[ -n ${SPARK_HOME-} && -x $SPARK_HOME/bin/spark-submit ]]; then
    submit=("$SPARK_HOME/bin/spark-submit")
    return
  fi
  local module_options
  read -r -a module_options <"$home/jobs/target/classes/org/maskfoundry/jobs/spark-module.options"
  # The Spark of the checkout has no folder of its own to tell its Scala version from.
  export SPARK_SCALA_VERSION=2.13
  submit=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "${module_options[@]}" "${driver_options[@]}"
    -cp "$(<"$launcher/provided.classpath"):$runtime" org.apache.spark.deploy.SparkSubmit)
}

# Builds the checkout in home where needed and becomes the driver of generate. The arguments are
# Spark's options for this kind of cluster; those of the user come after them and win.
submit_generate() {
  "$home/bin/maskfoundry" version >/dev/null
  local launcher=$home/jobs/target/launcher jar application runtime driver_options submit
  runtime=$(<"$launcher/runtime.classpath")
  for jar in "$home"/jobs/target/maskfoundry-jobs-*.jar; do
    case $jar in
      *-sources.jar | *-tests.jar | *-javadoc.jar) ;;
      *) application=$jar ;;
    esac
  done
  driver_options=("-Dlog4j2.configurationFile=$home/jobs/src/main/resources/log4j2.properties"
    "-Dmaskfoundry.conf=$home/conf")
  find_spark_submit
  # Executors run in whatever locale their machine was started in; without UTF-8 Java cannot open
  # other names. The images' own native memory is Spark's to limit, not JavaCPP's.
  exec "${submit[@]}" \
    --name "maskfoundry generate" \
    --class org.maskfoundry.jobs.cli.Maskfoundry \
    --jars "${runtime//:/,}" \
    --conf spark.executorEnv.LC_ALL=C.UTF-8 \
    --conf spark.executorEnv.OPENCV_LOG_LEVEL=OFF \
    --conf "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0" \
    --driver-java-options "${driver_options[*]}" \
    "$@" \
    ${spark_options[@]+"${spark_options[@]}"} \
    "$application" generate ${generate_options[@]+"${generate_options[@]}"}
}
