{{/*
Volumes. The root file system is read-only. Rendered files contain secrets, so they are in memory; each component has
directories of its own there and in /tmp. /home/qserv and xrootd's directory are shared, as by the programs of one host.
*/}}

{{/* Volumes of a pod. Arguments: root, pod. */}}
{{- define "qserv.volumes" -}}
{{- $secrets := .root.Values.secrets -}}
- name: settings
  configMap: { name: {{ .root.Chart.Name }}-settings }
- name: mode
  configMap: { name: {{ .root.Chart.Name }}-mode }
- name: memory
  emptyDir: { medium: Memory, sizeLimit: 64Mi }
- name: temporary
  emptyDir: {}
{{- if eq .pod "czar" }}
{{ include "qserv.secretVolume" (dict "name" "czar-secrets" "secret" $secrets.czar) }}
{{ include "qserv.secretVolume" (dict "name" "repl-secrets" "secret" $secrets.repl "keys" (list "auth-key" "admin-auth-key")) }}
{{- if .root.Values.czars.tlsSecret }}
{{ include "qserv.secretVolume" (dict "name" "czar-cert" "secret" .root.Values.czars.tlsSecret) }}
{{- end }}
{{- else if eq .pod "worker" }}
{{ include "qserv.secretVolume" (dict "name" "worker-secrets" "secret" $secrets.worker) }}
{{ include "qserv.secretVolume" (dict "name" "repl-secrets" "secret" $secrets.repl "keys" (list "auth-key" "admin-auth-key" "mariadb-qsreplica-password")) }}
{{- else if eq .pod "repl" }}
{{ include "qserv.secretVolume" (dict "name" "repl-secrets" "secret" $secrets.repl) }}
{{ include "qserv.secretVolume" (dict "name" "czar-secrets" "secret" $secrets.czar "keys" (list "mariadb-root-password")) }}
{{- else if eq .pod "registry" }}
{{ include "qserv.secretVolume" (dict "name" "repl-secrets" "secret" $secrets.repl "keys" (list "auth-key" "admin-auth-key" "mariadb-qsreplica-password")) }}
{{- else if eq .pod "monitor" }}
{{ include "qserv.secretVolume" (dict "name" "monitor-secrets" "secret" $secrets.monitor "keys" (list "monitor-password" "status-password")) }}
{{- if .root.Values.monitor.tlsSecret }}
{{ include "qserv.secretVolume" (dict "name" "monitor-cert" "secret" .root.Values.monitor.tlsSecret) }}
{{- end }}
{{- end }}
{{- if and .root.Values.monitor.enabled (has .pod (list "czar" "worker" "repl")) }}
{{ include "qserv.secretVolume" (dict "name" "monitor-secrets" "secret" $secrets.monitor "keys" (list "status-password")) }}
{{- end }}
{{- end }}

{{/* A Secret that the group of the pod can read. Arguments: name, secret, and keys where not all are needed. */}}
{{- define "qserv.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    {{- with .keys }}
    items:
      {{- range . }}
      - { key: {{ . }}, path: {{ . }} }
      {{- end }}
    {{- end }}
{{- end }}

{{/* Mounts of a component. Arguments: root, pod, role, component, volume. */}}
{{- define "qserv.volumeMounts" -}}
{{- $name := .component.name -}}
{{- $service := not .component.database -}}
- { name: settings, mountPath: /etc/qserv/settings, readOnly: true }
- { name: mode, mountPath: /etc/qserv/mode, readOnly: true }
- { name: memory, mountPath: /config-etc, subPath: {{ $name }}/config }
- { name: memory, mountPath: /run/qserv, subPath: {{ $name }}/state }
- { name: temporary, mountPath: /tmp, subPath: {{ $name }} }
- { name: temporary, mountPath: /home/qserv, subPath: home }
{{- if eq .root.Values.releaseLine "xrd" }}
{{- if has $name (list "cmsd" "xrootd") }}
- { name: temporary, mountPath: /var/run/xrootd, subPath: xrootd-admin }
{{- end }}
{{- end }}
{{- if .volume }}
- { name: {{ .pod }}-data, mountPath: /qserv/data }
{{- end }}
{{- if has .pod (list "czar" "worker") }}
- { name: {{ .pod }}-secrets, mountPath: /secrets/{{ .pod }}, readOnly: true }
{{- end }}
{{- if and .root.Values.monitor.enabled (or (eq .pod "monitor") .component.database) }}
- { name: monitor-secrets, mountPath: /secrets/monitor, readOnly: true }
{{- end }}
{{- if and (eq .pod "monitor") .root.Values.monitor.tlsSecret }}
- { name: monitor-cert, mountPath: /certs/monitor, readOnly: true }
{{- end }}
{{- if or (eq .pod "repl") (and (not (has .pod (list "xrootd" "monitor"))) $service) }}
- { name: repl-secrets, mountPath: /secrets/repl, readOnly: true }
{{- end }}
{{- if eq $name "controller" }}
- { name: czar-secrets, mountPath: /secrets/czar, readOnly: true }
{{- end }}
{{- if and (eq .pod "czar") $service .root.Values.czars.tlsSecret }}
- { name: czar-cert, mountPath: /certs/czar, readOnly: true }
{{- end }}
{{- end }}
