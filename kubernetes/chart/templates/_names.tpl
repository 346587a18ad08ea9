{{/* Names and labels. Objects are named after the chart, as in upstream's chart, so there is one instance per namespace. */}}

{{- define "qserv.instance" -}}
{{ .Values.instanceId | default .Release.Name }}
{{- end }}

{{/* Labels by which a workload finds its pods. Arguments: root, pod. */}}
{{- define "qserv.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .pod }}
{{- end }}

{{/* Labels of an object. Arguments: root, pod. */}}
{{- define "qserv.labels" -}}
{{ include "qserv.selector" . }}
app.kubernetes.io/part-of: qserv
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{/* Metadata of an object of a pod. Arguments: root, pod, and name where it is not that of the pod. */}}
{{- define "qserv.metadata" -}}
name: {{ .name | default (printf "%s-%s" .root.Chart.Name .pod) }}
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- include "qserv.labels" . | nindent 2 }}
{{- end }}

{{/* Host name of the first pod of a StatefulSet. Arguments: root, pod. */}}
{{- define "qserv.firstPod" -}}
{{ .root.Chart.Name }}-{{ .pod }}-0.{{ .root.Chart.Name }}-{{ .pod }}
{{- end }}
