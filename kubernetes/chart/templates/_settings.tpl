{{/* The settings of the launcher, as HOCON. A component reads the files in the order of "qserv.settingsFiles". */}}

{{- define "qserv.settings.instance" -}}
instance-id = {{ include "qserv.instance" . | quote }}
registry.host = {{ printf "%s-registry" .Chart.Name | quote }}
{{- end }}

{{/* For databases, at their next start. */}}
{{- define "qserv.settings.database" -}}
database {
  on-empty = {{ .Values.database.onEmpty }}
  auto-upgrade = {{ .Values.database.autoUpgrade }}
{{- if .Values.monitor.enabled }}
  status-password-file = /secrets/monitor/status-password
{{- end }}
}
{{- end }}

{{/* Not for databases, which do not need the keys of the replication system. */}}
{{- define "qserv.settings.services" -}}
auth-key-file = /secrets/repl/auth-key
admin-auth-key-file = /secrets/repl/admin-auth-key
{{- if eq .Values.releaseLine "xrd" }}
xrootd.manager.host = {{ printf "%s-xrootd" .Chart.Name | quote }}
{{- end }}
{{- end }}

{{- define "qserv.settings.czar" -}}
czar {
  database-password-file = /secrets/czar/mariadb-qsmaster-password
  admin-url = {{ printf "mysql://%s@127.0.0.1:3306/qservMeta" .Values.database.adminUser | quote }}
  admin-password-file = /secrets/czar/mariadb-root-password
  http {
    password-file = {{ printf "/secrets/czar/%s" .Values.czars.httpPasswordKey | quote }}
    # On the volume, because it may become large.
    tmp-directory = /qserv/data/ingest
{{- if .Values.czars.tlsSecret }}
    certificate = /certs/czar/tls.crt
    key = /certs/czar/tls.key
{{- end }}
  }
}
{{- if .Values.sslProxyImageName }}
# The TLS proxy listens on 4040.
proxy.port = 14040
{{- end }}
{{- end }}

{{- define "qserv.settings.worker" -}}
database {
  password-file = /secrets/worker/mariadb-qsmaster-password
  admin-url = {{ printf "mysql://%s@127.0.0.1:3306/qservw_worker" .Values.database.adminUser | quote }}
  admin-password-file = /secrets/worker/mariadb-root-password
}
{{- if eq .Values.releaseLine "http" }}
# worker-000 and so on, as in upstream's chart.
worker.naming = ordinal
{{- end }}
{{- end }}

{{- define "qserv.settings.repl" -}}
replication {
  url = {{ printf "mysql://qsreplica@%s:3306/qservReplica" (include "qserv.firstPod" (dict "root" . "pod" "repl")) | quote }}
  password-file = /secrets/repl/mariadb-qsreplica-password
}
{{- end }}

{{- define "qserv.settings.repl-admin" -}}
replication {
  admin-url = {{ printf "mysql://%s@%s:3306/qservReplica" .Values.database.adminUser (include "qserv.firstPod" (dict "root" . "pod" "repl")) | quote }}
  admin-password-file = /secrets/repl/mariadb-root-password
}
{{- end }}

{{- define "qserv.settings.controller" -}}
czar {
  admin-url = {{ printf "mysql://%s@%s:3306/qservMeta" .Values.database.adminUser (include "qserv.firstPod" (dict "root" . "pod" "czar")) | quote }}
  admin-password-file = /secrets/czar/mariadb-root-password
}
{{- end }}

{{- define "qserv.settings.xrootd" -}}
# The redirector answers when all workers have registered.
xrootd.manager.delay-servers = {{ .Values.workers.replicas }}
{{- end }}

{{/* The monitor, with the description of the instance: the host name of each pod. */}}
{{- define "qserv.settings.monitor" -}}
monitor {
  address = "0.0.0.0"
  interval = {{ .Values.monitor.interval }}
  password-file = /secrets/monitor/monitor-password
{{- if .Values.monitor.tlsSecret }}
  certificate = /certs/monitor/tls.crt
  key = /certs/monitor/tls.key
{{- end }}
}
cluster.instances {
  {{ include "qserv.instance" . | trim | quote }} {
    release-line = {{ .Values.releaseLine }}
    status.password-file = /secrets/monitor/status-password
    roles {
      czar {
        hosts = {{ include "qserv.hosts" (dict "root" . "pod" "czar" "replicas" .Values.czars.replicas) | quote }}
{{- if .Values.sslProxyImageName }}
        settings.proxy.port = 14040
{{- end }}
{{- include "qserv.instance.controlPorts" (dict "root" . "pod" "czar") }}
      }
      worker {
        hosts = {{ include "qserv.hosts" (dict "root" . "pod" "worker" "replicas" .Values.workers.replicas) | quote }}
{{- include "qserv.instance.controlPorts" (dict "root" . "pod" "worker") }}
      }
      replication {
        hosts = {{ include "qserv.firstPod" (dict "root" . "pod" "repl") | trim | quote }}
        components.registry.hosts = {{ printf "%s-registry" .Chart.Name | quote }}
{{- include "qserv.instance.controlPorts" (dict "root" . "pod" "repl") }}
      }
{{- if eq .Values.releaseLine "xrd" }}
      xrootd {
        hosts = {{ include "qserv.hosts" (dict "root" . "pod" "xrootd" "replicas" .Values.xrootd.replicas) | quote }}
{{- include "qserv.instance.controlPorts" (dict "root" . "pod" "xrootd") }}
      }
{{- end }}
    }
  }
}
{{- end }}

{{/* The control ports of the components of a pod. Arguments: root, pod. */}}
{{- define "qserv.instance.controlPorts" -}}
{{- if .root.Values.controlPort.enabled }}
{{- range $index, $component := (index (include "qserv.pods" .root | fromYaml) .pod).components }}
        components.{{ $component.name }}.control-port = {{ add $.root.Values.controlPort.port $index }}
{{- end }}
{{- end }}
{{- end }}

{{/* The host names of the pods of a StatefulSet, as a pattern. Arguments: root, pod, replicas. */}}
{{- define "qserv.hosts" -}}
{{ .root.Chart.Name }}-{{ .pod }}-{0..{{ sub .replicas 1 }}}.{{ .root.Chart.Name }}-{{ .pod }}
{{- end }}

{{/* Settings of the user: HOCON, or an object, whose JSON is HOCON. */}}
{{- define "qserv.settings.site" -}}
{{- if kindIs "map" . }}{{ toPrettyJson . }}{{ else }}{{ . | default "" }}{{ end }}
{{- end }}

{{/* Names of the files that a component reads, separated by spaces; later ones take precedence. Arguments: pod, component. */}}
{{- define "qserv.settingsFiles" -}}
{{- $files := list "instance" -}}
{{- if .component.database }}{{ $files = append $files "database" }}{{ end -}}
{{- if and (not (has .pod (list "xrootd" "monitor"))) (not .component.database) }}{{ $files = append $files "services" }}{{ end -}}
{{- if has .pod (list "czar" "worker" "xrootd" "monitor") }}{{ $files = append $files .pod }}{{ end -}}
{{- if or (eq .pod "repl") (eq .pod "registry") (eq .component.name "replica") }}{{ $files = append $files "repl" }}{{ end -}}
{{- if eq .pod "repl" }}{{ $files = append $files "repl-admin" }}{{ end -}}
{{- if eq .component.name "controller" }}{{ $files = append $files "controller" }}{{ end -}}
{{- $files = concat $files (list "site" (printf "site-%s" (.pod | replace "registry" "repl"))) -}}
{{- join " " $files }}
{{- end }}

{{/* The data of the ConfigMap. */}}
{{- define "qserv.settings" -}}
{{- $names := list "instance" "database" "services" "czar" "worker" "repl" "repl-admin" "controller" -}}
{{- if eq .Values.releaseLine "xrd" }}{{ $names = append $names "xrootd" }}{{ end -}}
{{- if .Values.monitor.enabled }}{{ $names = append $names "monitor" }}{{ end -}}
{{- range $names }}
{{ . }}.conf: |
  {{- include (printf "qserv.settings.%s" .) $ | nindent 2 }}
{{- end }}
{{- $site := dict "site" .Values.settings "site-czar" .Values.czars.settings "site-worker" .Values.workers.settings
  "site-repl" .Values.replication.settings }}
{{- if eq .Values.releaseLine "xrd" }}{{ $_ := set $site "site-xrootd" .Values.xrootd.settings }}{{ end }}
{{- if .Values.monitor.enabled }}{{ $_ := set $site "site-monitor" .Values.monitor.settings }}{{ end }}
{{- range $name, $settings := $site }}
{{ $name }}.conf: |2
  {{- include "qserv.settings.site" $settings | nindent 2 }}
{{- end }}
{{- end }}

{{/*
A checksum of the settings that a pod reads. What only matters when a database starts is not part of it: protecting empty
directories after an installation must not restart anything. Arguments: root, pod, components.
*/}}
{{- define "qserv.settingsChecksum" -}}
{{- $data := include "qserv.settings" .root | fromYaml -}}
{{- $read := dict -}}
{{- range $component := .components }}
{{- range $file := splitList " " (include "qserv.settingsFiles" (dict "pod" $.pod "component" $component)) }}
{{- $_ := set $read $file (index $data (printf "%s.conf" $file)) }}
{{- end }}
{{- end }}
{{- omit $read "database" | toJson | sha256sum }}
{{- end }}
