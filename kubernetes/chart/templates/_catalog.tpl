{{/*
The launcher's catalog. files/catalog.yaml is generated from it: the components of each role with their ports and grace
periods. Which pod runs which components is decided here.
*/}}

{{/* The pods of the release line, as YAML: role, key of the values, components, and whether there is a volume. */}}
{{- define "qserv.pods" -}}
{{- $roles := index (.Files.Get "files/catalog.yaml" | fromYaml) .Values.releaseLine -}}
{{- $replication := list -}}
{{- $registry := list -}}
{{- range $roles.replication }}
{{- if eq .name "registry" }}{{ $registry = append $registry . }}{{ else }}{{ $replication = append $replication . }}{{ end }}
{{- end }}
{{- $pods := dict
  "czar" (dict "role" "czar" "values" "czars" "components" $roles.czar "volume" true)
  "worker" (dict "role" "worker" "values" "workers" "components" $roles.worker "volume" true)
  "repl" (dict "role" "replication" "values" "replication" "components" $replication "volume" true)
  "registry" (dict "role" "replication" "values" "replication" "components" $registry "volume" false) }}
{{- if hasKey $roles "xrootd" }}
{{- $_ := set $pods "xrootd" (dict "role" "xrootd" "values" "xrootd" "components" $roles.xrootd "volume" false) }}
{{- end }}
{{- if .Values.monitor.enabled }}
{{- $_ := set $pods "monitor" (dict "role" "monitor" "values" "monitor" "components" $roles.monitor "volume" false) }}
{{- end }}
{{- toYaml $pods }}
{{- end }}

{{/* Seconds that a pod needs to stop: the services stop together, the database after them. Argument: components. */}}
{{- define "qserv.gracePeriod" -}}
{{- $database := 0 -}}
{{- $services := 0 -}}
{{- range . }}
{{- if .database }}{{ $database = .gracePeriodSeconds | int }}{{ else }}{{ $services = max $services .gracePeriodSeconds | int }}{{ end }}
{{- end }}
{{- add $database $services 30 }}
{{- end }}

{{/* Ports of a component: a TLS proxy takes the place of mysql-proxy. Arguments: root, component. */}}
{{- define "qserv.ports" -}}
{{- if and (eq .component.name "proxy") .root.Values.sslProxyImageName -}}
[14040]
{{- else -}}
{{ .component.ports | default list | toJson }}
{{- end }}
{{- end }}
