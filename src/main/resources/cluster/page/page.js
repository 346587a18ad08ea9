// Updates the page in place. Elements stay the same objects, so focus, selection and scroll position are kept.
'use strict';
(() => {
  const body = document.body;
  const intervalMs = Number(body.dataset.interval) * 1000;
  const timeoutMs = Math.max(10_000, intervalMs);
  const connection = document.getElementById('connection');
  const announcement = document.getElementById('announcement');
  let serverAheadMs = Date.parse(body.dataset.now) - Date.now();
  let timer = 0;

  body.classList.add('scripted');

  // As in TimeText.duration.
  function duration(seconds) {
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
    return `${Math.floor(seconds / 86400)} d ${Math.floor(seconds % 86400 / 3600)} h`;
  }

  function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function updateAges() {
    const now = Date.now() + serverAheadMs;
    for (const element of document.querySelectorAll('time[data-age]')) {
      setText(element, duration(Math.max(0, Math.floor((now - Date.parse(element.dateTime)) / 1000))));
    }
  }

  function isSameElement(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? '') === (other.id ?? '');
  }

  function updateAttributes(target, source) {
    for (const { name } of [...target.attributes]) {
      if (!source.hasAttribute(name)) target.removeAttribute(name);
    }
    for (const { name, value } of source.attributes) {
      if (target.getAttribute(name) !== value) target.setAttribute(name, value);
    }
  }

  // Makes the target equal to the source with as few changes as possible.
  function update(target, source) {
    if (target.nodeType !== Node.ELEMENT_NODE) {
      if (target.nodeValue !== source.nodeValue) target.nodeValue = source.nodeValue;
      return;
    }
    updateAttributes(target, source);
    const wanted = [...source.childNodes];
    const kept = new Set(wanted.map((child) => child.id).filter(Boolean));
    const isKept = (node) => Boolean(node.id) && kept.has(node.id);
    wanted.forEach((child, index) => {
      let current = target.childNodes[index];
      const existing = child.id && [...target.childNodes].slice(index).find((other) => isSameElement(other, child));
      if (existing) {
        // An element that is moved would lose the focus, so what is no longer wanted before it is removed.
        while (current !== existing && !isKept(current)) {
          current.remove();
          current = target.childNodes[index];
        }
        if (current !== existing) target.insertBefore(existing, current);
        update(existing, child);
      } else if (current && isSameElement(current, child)) update(current, child);
      else if (current && !isKept(current)) target.replaceChild(document.importNode(child, true), current);
      else target.insertBefore(document.importNode(child, true), current ?? null);
    });
    while (target.childNodes.length > wanted.length) target.lastChild.remove();
  }

  function verdicts(root) {
    return [...root.querySelectorAll('section.instance')]
      .map((section) => `${section.querySelector('h2').textContent}: ${section.querySelector('.state').textContent}`)
      .join('. ');
  }

  function show(next) {
    const before = verdicts(document);
    for (const selector of ['main', '#collection']) {
      update(document.querySelector(selector), next.querySelector(selector));
    }
    document.title = next.title;
    const icon = 'link[rel=icon]';
    updateAttributes(document.querySelector(icon), next.querySelector(icon));
    serverAheadMs = Date.parse(next.body.dataset.now) - Date.now();
    updateAges();
    const after = verdicts(document);
    if (after !== before) announcement.textContent = after;
  }

  function setConnected(problem) {
    body.classList.toggle('lost', problem !== '');
    setText(connection, problem);
    connection.hidden = problem === '';
  }

  async function load() {
    clearTimeout(timer);
    try {
      const response = await fetch(location.pathname + location.search, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
      if (!response.ok && response.status !== 404) throw new Error(`status ${response.status}`);
      show(new DOMParser().parseFromString(await response.text(), 'text/html'));
      setConnected('');
    } catch (error) {
      setConnected('No connection to the monitor. This page shows the last known state.');
    }
    if (!document.hidden) timer = setTimeout(load, intervalMs);
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) load();
  });
  setInterval(updateAges, 1000);
  timer = setTimeout(load, intervalMs);
})();
