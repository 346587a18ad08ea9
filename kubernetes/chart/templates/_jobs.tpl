{{/*
Jobs that reach each database over TCP. They are indexed, also with one database, because only then podFailurePolicy can
fail an index. A repeated Job resumes what an earlier one has started.
*/}}

{{/* Arguments: root, pod, module, run (runId and action), replicas, values. */}}
{{- define "qserv.schemaJob" -}}
{{- $jobs := .root.Values.schemaJobs -}}
{{- $job := merge (dict "pod" (printf "%s-smig" .pod) "name" (printf "%s-%s-smig-%s" .root.Chart.Name .pod .run.runId)) . -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "qserv.metadata" $job | nindent 2 }}
  {{- with include "qserv.hookAnnotations" $jobs.hooks }}
  annotations:
    {{- . | trim | nindent 4 }}
  {{- end }}
spec:
  completionMode: Indexed
  completions: {{ .replicas }}
  parallelism: {{ min $jobs.parallelism .replicas }}
  backoffLimitPerIndex: {{ $jobs.backoffLimitPerIndex }}
  {{- if not (kindIs "invalid" $jobs.maxFailedIndexes) }}
  maxFailedIndexes: {{ min $jobs.maxFailedIndexes .replicas }}
  {{- end }}
  # Two pods must never upgrade the same database.
  podReplacementPolicy: Failed
  {{- if not (kindIs "invalid" $jobs.ttlSecondsAfterFinished) }}
  ttlSecondsAfterFinished: {{ $jobs.ttlSecondsAfterFinished }}
  {{- end }}
  podFailurePolicy:
    rules:
      - action: Ignore
        onPodConditions: [{ type: DisruptionTarget }]
      # A service is unavailable, or the schema is locked: a retry helps.
      - action: Count
        onExitCodes: { operator: In, values: [69, 75] }
      # Wrong command line, bad script, existing files, access denied, refused: only a person can help.
      - action: FailIndex
        onExitCodes: { operator: In, values: [64, 65, 73, 77, 78] }
  template:
    metadata:
      labels:
        {{- include "qserv.labels" $job | nindent 8 }}
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: {{ $jobs.terminationGracePeriodSeconds }}
      {{- include "qserv.podSettings" $job | nindent 6 }}
      {{- if eq .run.action "install" }}
      initContainers:
        {{- include "qserv.schemaContainer" (merge (dict "name" "init" "command" (list "init")) .) | nindent 8 }}
      {{- end }}
      containers:
        {{- include "qserv.schemaContainer" (merge (dict "name" "schema" "command" (list "schema" "upgrade")) .) | nindent 8 }}
      volumes:
        {{- include "qserv.volumes" . | nindent 8 }}
{{- end }}

{{/* The ConfigMaps and Secrets exist before the hooks run, also in a first installation. Argument: kind of hook. */}}
{{- define "qserv.hookAnnotations" -}}
{{- if eq . "helm" }}
helm.sh/hook: post-install,post-upgrade
helm.sh/hook-delete-policy: before-hook-creation
{{- else if eq . "argocd" }}
argocd.argoproj.io/hook: Sync
argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
{{- end }}
{{- end }}

{{/* Arguments: those of "qserv.schemaJob", name, command. */}}
{{- define "qserv.schemaContainer" -}}
{{- $values := .root.Values -}}
{{- $component := dict "name" .name "database" true -}}
{{- $host := printf "%s-%s-$(INDEX).%s-%s" .root.Chart.Name .pod .root.Chart.Name .pod -}}
- name: {{ .name }}
  image: {{ $values.qservImageName }}
  imagePullPolicy: {{ $values.qservImagePullPolicy }}
  command: [entrypoint]
  args:
    {{- range .command }}
    - {{ . }}
    {{- end }}
    - --module={{ .module }}
    - --wait
    {{- range splitList " " (include "qserv.settingsFiles" (dict "pod" .pod "component" $component)) }}
    - --config=/etc/qserv/settings/{{ . }}.conf
    {{- end }}
    - -e
    - database.admin-url=mysql://{{ $values.database.adminUser }}@{{ $host }}:3306
  env:
    - name: INDEX
      valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } }
    - { name: QSERV_RELEASE_LINE, value: {{ $values.releaseLine }} }
    # An upgrade is refused unless the mode of the instance is maintenance.
    - { name: QSERV_MODE_FILE, value: /etc/qserv/mode/mode }
  # The error and its fix, if it fails.
  terminationMessagePolicy: FallbackToLogsOnError
  resources:
    {{- toYaml $values.schemaJobs.resources | nindent 4 }}
  securityContext:
    {{- include "qserv.securityContext" (dict "root" .root "pod" .pod "component" $component) | nindent 4 }}
  volumeMounts:
    {{- include "qserv.volumeMounts" (dict "root" .root "pod" .pod "component" $component "volume" false) | nindent 4 }}
{{- end }}
