{{/* Pods and the StatefulSets that own them. */}}

{{/* The pod template of a pod in "qserv.pods". Arguments: root, pod. */}}
{{- define "qserv.podTemplate" -}}
{{- $root := .root -}}
{{- $pod := .pod -}}
{{- $description := index (include "qserv.pods" $root | fromYaml) $pod -}}
{{- $values := index $root.Values $description.values -}}
{{- $sidecars := list -}}
{{- $containers := list -}}
{{- range $index, $component := $description.components }}
{{- $container := include "qserv.container" (dict "root" $root "pod" $pod "role" $description.role "component" $component
  "volume" $description.volume "values" $values "controlPort" (add $root.Values.controlPort.port $index)) }}
{{- if and $component.database (eq $root.Values.sidecars "native") }}
{{- $sidecars = append $sidecars $container }}
{{- else }}
{{- $containers = append $containers $container }}
{{- end }}
{{- end }}
metadata:
  labels:
    {{- include "qserv.labels" . | nindent 4 }}
  {{- with include "qserv.podAnnotations" (dict "root" $root "pod" $pod "components" $description.components "values" $values) }}
  annotations:
    {{- . | trim | nindent 4 }}
  {{- end }}
spec:
  terminationGracePeriodSeconds: {{ include "qserv.gracePeriod" $description.components }}
  {{- include "qserv.podSettings" (dict "root" $root "pod" $pod "values" $values) | nindent 2 }}
  {{- with $sidecars }}
  initContainers:
    {{- join "\n" . | nindent 4 }}
  {{- end }}
  containers:
    {{- join "\n" $containers | nindent 4 }}
    {{- if and (eq $pod "czar") $root.Values.sslProxyImageName }}
    {{- include "qserv.sslProxy" $root | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "qserv.volumes" . | nindent 4 }}
{{- end }}

{{/* Annotations of a pod. The mode is not among them: changing it must not replace a pod. */}}
{{- define "qserv.podAnnotations" -}}
{{- if .root.Values.restartOnSettingsChange }}
checksum/settings: {{ include "qserv.settingsChecksum" . }}
{{- end }}
{{- with .values.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* What all pods have in common. Arguments: root, pod, values. */}}
{{- define "qserv.podSettings" -}}
enableServiceLinks: false
automountServiceAccountToken: false
securityContext:
  {{- toYaml (ternary .values.podSecurityContext .root.Values.podSecurityContext (eq .pod "ingest")) | nindent 2 }}
affinity:
  {{- include "qserv.affinity" . | nindent 2 }}
{{- with .root.Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Arguments: root, pod, values. */}}
{{- define "qserv.affinity" -}}
{{- with .values.affinity -}}
{{ toYaml . }}
{{- else -}}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "qserv.selector" . | nindent 12 }}
{{- end }}
{{- end }}

{{- define "qserv.sslProxy" -}}
{{ include "qserv.foreignContainer" (dict "name" "mysql-proxy-ssl" "image" .Values.sslProxyImageName
  "pullPolicy" .Values.sslProxyImagePullPolicy "port" 4040 "resources" (index .Values.czars.resources "mysql-proxy-ssl")
  "securityContext" (dict "allowPrivilegeEscalation" false "capabilities" (dict "drop" (list "ALL")))) }}
  {{- if .Values.czars.tlsSecret }}
  volumeMounts:
    - { name: czar-cert, mountPath: /certs/czar, readOnly: true }
  {{- end }}
{{- end }}

{{/* The claim of a StatefulSet. Arguments: root, pod, storage. */}}
{{- define "qserv.claim" -}}
- metadata:
    name: {{ .pod }}-data
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .root.Values.storageClassName }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .storage }}
{{- end }}

{{/* A StatefulSet. Arguments: root, pod, replicas, and where they apply storage, updateStrategy and maxUnavailable. */}}
{{- define "qserv.statefulSet" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "qserv.metadata" . | nindent 2 }}
spec:
  replicas: {{ .replicas }}
  serviceName: {{ .root.Chart.Name }}-{{ .pod }}
  podManagementPolicy: {{ .root.Values.podManagementPolicy }}
  persistentVolumeClaimRetentionPolicy:
    {{- toYaml .root.Values.persistentVolumeClaimRetentionPolicy | nindent 4 }}
  updateStrategy:
    type: {{ .updateStrategy | default "RollingUpdate" }}
    {{- if and (eq (.updateStrategy | default "RollingUpdate") "RollingUpdate") (ne (toString (.maxUnavailable | default 1)) "1") }}
    rollingUpdate: { maxUnavailable: {{ .maxUnavailable }} }
    {{- end }}
  selector:
    matchLabels:
      {{- include "qserv.selector" . | nindent 6 }}
  template:
    {{- include "qserv.podTemplate" . | trim | nindent 4 }}
  {{- with .storage }}
  volumeClaimTemplates:
    {{- include "qserv.claim" $ | nindent 4 }}
  {{- end }}
{{- end }}
