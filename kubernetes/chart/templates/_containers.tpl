{{/* Containers, one for each component. */}}

{{/* A container. Arguments: root, pod, role, component, volume, controlPort, values. */}}
{{- define "qserv.container" -}}
{{- $component := .component -}}
{{- $values := .root.Values -}}
- name: {{ $component.name }}
  image: {{ $component.database | ternary ($values.mariadbImageName | default $values.qservImageName) $values.qservImageName }}
  imagePullPolicy: {{ $component.database | ternary $values.mariadbImagePullPolicy $values.qservImagePullPolicy }}
  {{- if and $component.database (eq $values.sidecars "native") }}
  restartPolicy: Always
  {{- end }}
  command: [entrypoint]
  args:
    - {{ .role }}
    - {{ $component.name }}
    {{- range splitList " " (include "qserv.settingsFiles" .) }}
    - --config=/etc/qserv/settings/{{ . }}.conf
    {{- end }}
  env:
    - { name: QSERV_RELEASE_LINE, value: {{ $values.releaseLine }} }
    - { name: QSERV_MODE_FILE, value: /etc/qserv/mode/mode }
    {{- if $values.controlPort.enabled }}
    - { name: QSERV_CONTROL__PORT, value: {{ .controlPort | quote }} }
    - { name: QSERV_CONTROL__ADDRESS, value: 0.0.0.0 }
    {{- end }}
  {{- with include "qserv.containerPorts" . }}
  ports:
    {{- . | trim | nindent 4 }}
  {{- end }}
  {{- include "qserv.probes" . | nindent 2 }}
  resources:
    {{- index .values.resources $component.name | toYaml | nindent 4 }}
  securityContext:
    {{- include "qserv.securityContext" . | nindent 4 }}
  volumeMounts:
    {{- include "qserv.volumeMounts" . | nindent 4 }}
{{- end }}

{{/* Ports of a container; a range of ports cannot be declared. Arguments as above. */}}
{{- define "qserv.containerPorts" -}}
{{- $name := .component.name -}}
{{- $ports := include "qserv.ports" . | fromJsonArray -}}
{{- range $ports }}
{{- if not (kindIs "string" .) }}
- { name: {{ gt (len $ports) 2 | ternary (printf "%s-%v" $name .) $name }}, containerPort: {{ . }} }
{{- end }}
{{- end }}
{{- if .root.Values.controlPort.enabled }}
- { name: ctl-{{ $name }}, containerPort: {{ .controlPort }} }
{{- end }}
{{- end }}

{{/*
Probes. A component that the mode has made outdated fails its liveness probe and is restarted, parked. The launcher's own
deadlines detect stalls, so the startup probe only has a budget for the longest upgrade.
*/}}
{{- define "qserv.probes" -}}
{{- $probes := .root.Values.probes -}}
startupProbe:
  exec: { command: [entrypoint, probe, startup] }
  periodSeconds: 10
  timeoutSeconds: {{ $probes.timeoutSeconds }}
  failureThreshold: {{ $probes.startupFailureThreshold }}
livenessProbe:
  exec: { command: [entrypoint, probe, live] }
  periodSeconds: 10
  timeoutSeconds: {{ $probes.timeoutSeconds }}
  failureThreshold: 3
  {{- if not .component.database }}
  # Not that of the pod, which is the database's.
  terminationGracePeriodSeconds: 30
  {{- end }}
readinessProbe:
  exec: { command: [entrypoint, probe, ready, --accept-parked] }
  periodSeconds: 10
  timeoutSeconds: {{ $probes.timeoutSeconds }}
  failureThreshold: 3
{{- end }}

{{/*
The profile "restricted" of the Pod Security Standards. The exception: to lock memory, a worker's xrootd starts as root;
the launcher raises the limit, then drops to ENTRYPOINT_USER of the image, uid 1000.
*/}}
{{- define "qserv.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
{{- if and (eq .pod "worker") (eq .component.name "xrootd") .root.Values.workers.lockMemory }}
{{- if ne (int .root.Values.podSecurityContext.runAsUser) 1000 }}
{{- fail "workers.lockMemory requires podSecurityContext.runAsUser=1000, the user that xrootd drops to: set workers.lockMemory=false" }}
{{- end }}
runAsNonRoot: false
runAsUser: 0
capabilities: { drop: [ALL], add: [IPC_LOCK, SYS_RESOURCE, SETUID, SETGID] }
{{- else }}
capabilities: { drop: [ALL] }
{{- end }}
{{- end }}

{{/* A container of another project. Arguments: name, image, pullPolicy, port, resources, securityContext. */}}
{{- define "qserv.foreignContainer" -}}
- name: {{ .name }}
  image: {{ .image }}
  imagePullPolicy: {{ .pullPolicy }}
  {{- with .port }}
  ports:
    - { name: {{ $.name }}, containerPort: {{ . }} }
  startupProbe: { tcpSocket: { port: {{ . }} }, periodSeconds: 5, failureThreshold: 120 }
  livenessProbe: { tcpSocket: { port: {{ . }} }, terminationGracePeriodSeconds: 30 }
  readinessProbe: { tcpSocket: { port: {{ . }} } }
  {{- end }}
  resources:
    {{- toYaml .resources | nindent 4 }}
  securityContext:
    {{- toYaml .securityContext | nindent 4 }}
{{- end }}
