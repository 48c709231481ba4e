'use strict';

// The page of the service: sends a file to /v1/landmarks, draws what comes back over it.

const NAMES = ['nose', 'left eye (inner)', 'left eye', 'left eye (outer)', 'right eye (inner)', 'right eye',
  'right eye (outer)', 'left ear', 'right ear', 'mouth (left)', 'mouth (right)', 'left shoulder', 'right shoulder',
  'left elbow', 'right elbow', 'left wrist', 'right wrist', 'left pinky', 'right pinky', 'left index', 'right index',
  'left thumb', 'right thumb', 'left hip', 'right hip', 'left knee', 'right knee', 'left ankle', 'right ankle',
  'left heel', 'right heel', 'left foot index', 'right foot index'];
const BONES = [[0, 1], [1, 2], [2, 3], [3, 7], [0, 4], [4, 5], [5, 6], [6, 8], [9, 10], [11, 12], [11, 13], [13, 15],
  [15, 17], [15, 19], [15, 21], [17, 19], [12, 14], [14, 16], [16, 18], [16, 20], [16, 22], [18, 20], [11, 23],
  [12, 24], [23, 24], [23, 25], [24, 26], [25, 27], [26, 28], [27, 29], [28, 30], [29, 31], [30, 32], [27, 31],
  [28, 32]];
const COLOURS = ['#00e5ff', '#ffea00', '#ff4081', '#76ff03', '#ff9100', '#d500f9', '#1de9b6', '#ff1744', '#c6ff00',
  '#40c4ff'];
const POINTER_REACH = 24; // CSS pixels within which a landmark counts as under the pointer.
const LATE_START_US = 1e6; // A first time stamp beyond this is one that browsers count from.

const $ = (id) => document.getElementById(id);
const video = $('video');
const photo = $('photo');
const overlay = $('overlay');
const stage = $('stage');

/** What is on the stage: the frames received so far and how to show them. */
let shown = {frames: [], lines: [], name: '', clock: null};
let pointer = null;
let request = null;
let objectUrl = null;

function show(element, text) {
  element.textContent = text;
  element.hidden = !text;
}

// Sending and receiving.

async function send(file) {
  if (request) {
    request.abort();
  }
  request = new AbortController();
  const mine = request;
  reset(file);
  const query = new URLSearchParams({video: file.name || 'upload', model: $('model').value, numPoses: $('persons').value});
  const headers = {Accept: 'application/jsonl', 'Content-Type': 'application/octet-stream'};
  if ($('token').value) {
    headers.Authorization = 'Bearer ' + $('token').value;
  }
  let answered = false;
  try {
    status('sending …');
    const answer = await fetch('v1/landmarks?' + query, {method: 'POST', body: file, headers, signal: mine.signal});
    answered = true;
    if (answer.status === 401) {
      $('token-field').hidden = false;
      $('token').focus();
    }
    if (!answer.ok) {
      refused(await problem(answer));
    } else {
      await receive(answer.body, mine);
    }
  } catch (e) {
    if (mine === request && e.name !== 'AbortError') {
      refused((answered ? 'The answer broke off: ' : 'The service can\'t be reached: ') + e.message);
    } else if (mine === request) {
      status('stopped after ' + count());
    }
  } finally {
    if (mine === request) {
      request = null;
      $('progress').hidden = true;
      $('stop').disabled = true;
    }
  }
}

async function problem(answer) {
  try {
    const it = await answer.json();
    return it.code + ': ' + it.detail;
  } catch (e) {
    return 'The service answered ' + answer.status + ' ' + answer.statusText;
  }
}

/** What went wrong stands at the file, if nothing of it came back, and at the picture otherwise. */
function refused(text) {
  if (shown.frames.length === 0) {
    $('result').hidden = true;
    show($('drop-error'), text);
  } else {
    show($('verdict'), text);
  }
  status(count());
}

async function receive(body, mine) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let verdict = null;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    if (mine !== request) {
      return;
    }
    const lines = (rest + chunk.value).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const it = JSON.parse(line);
      if (it.verdict) {
        verdict = it.verdict;
      } else {
        add(it, line);
      }
    }
    status(count() + ' …');
    draw();
  }
  finish(verdict);
}

function finish(verdict) {
  if (!verdict) {
    refused('The answer broke off before its end.');
    return;
  }
  status(count() + ', ' + verdict.poses_found + ' poses');
  if (verdict.code) {
    show($('verdict'), verdict.outcome + ', ' + verdict.code + ': ' + verdict.message);
  }
}

function add(frame, line) {
  if (shown.frames.length === 0) {
    size(frame.width, frame.height);
    shown.originUs = frame.time_us > LATE_START_US ? frame.time_us : 0;
    $('download').disabled = false;
  }
  shown.frames.push(frame);
  shown.lines.push(line);
}

function count() {
  return shown.frames.length + (shown.frames.length === 1 ? ' frame' : ' frames');
}

function status(text) {
  $('status').textContent = text;
}

// The stage.

function reset(file) {
  if (objectUrl) {
    URL.revokeObjectURL(objectUrl);
  }
  objectUrl = URL.createObjectURL(file);
  shown = {frames: [], lines: [], name: file.name || 'landmarks', clock: null, originUs: 0};
  for (const id of ['drop-error', 'stage-error', 'verdict']) {
    show($(id), '');
  }
  $('result').hidden = false;
  $('progress').hidden = false;
  $('stop').disabled = false;
  $('download').disabled = true;
  const isPhoto = file.type.startsWith('image/');
  video.hidden = isPhoto;
  photo.hidden = !isPhoto;
  video.removeAttribute('src');
  photo.removeAttribute('src');
  if (isPhoto) {
    photo.src = objectUrl;
    startClock();
  } else {
    video.src = objectUrl;
    video.play().catch(() => {}); // It can be started by hand; what can't be shown has its own event.
  }
  draw();
}

function size(width, height) {
  stage.style.aspectRatio = width + ' / ' + height;
  stage.style.width = 'min(100%, calc(75vh * ' + width / height + '))';
}

function unplayable(element, text) {
  if (!element.getAttribute('src')) {
    return;
  }
  element.hidden = true;
  show($('stage-error'), text);
  startClock();
}

/** Where the browser has no video to follow, frames follow a clock of our own. */
function startClock() {
  shown.clock = performance.now();
}

function timeUs() {
  const frames = shown.frames;
  if (shown.clock === null) {
    return shown.mediaTimeUs === undefined ? video.currentTime * 1e6 + shown.originUs : shown.mediaTimeUs;
  }
  if (frames.length === 0) {
    return 0;
  }
  const length = frames[frames.length - 1].time_us - frames[0].time_us;
  return frames[0].time_us + (length > 0 ? ((performance.now() - shown.clock) * 1000) % length : 0);
}

/** The frame that is on the screen: the last one that is not later, or nothing if it has not come yet. */
function current() {
  const frames = shown.frames;
  const time = timeUs() + 1000; // Time stamps are rounded on both sides.
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle].time_us <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const behind = low === frames.length && request !== null && shown.clock === null
      && low > 0 && time - frames[low - 1].time_us > 100000;
  return low === 0 ? (frames[0] || null) : behind ? null : frames[low - 1];
}

function draw() {
  const scale = window.devicePixelRatio || 1;
  const width = Math.round(overlay.clientWidth * scale);
  const height = Math.round(overlay.clientHeight * scale);
  if (overlay.width !== width || overlay.height !== height) {
    overlay.width = width;
    overlay.height = height;
  }
  const context = overlay.getContext('2d');
  context.clearRect(0, 0, width, height);
  const frame = current();
  if (frame) {
    for (const pose of frame.poses) {
      skeleton(context, pose, width, height, scale);
    }
    $('clock').textContent = 'frame ' + frame.frame + ', ' + (frame.time_us / 1e6).toFixed(3) + ' s';
  }
  tip(frame);
}

function skeleton(context, pose, width, height, scale) {
  const points = pose.landmarks;
  context.strokeStyle = context.fillStyle = COLOURS[pose.person % COLOURS.length];
  context.lineWidth = 3 * scale;
  for (const [from, to] of BONES) {
    context.globalAlpha = 0.25 + 0.75 * Math.min(points[from].visibility, points[to].visibility);
    context.beginPath();
    context.moveTo(points[from].x * width, points[from].y * height);
    context.lineTo(points[to].x * width, points[to].y * height);
    context.stroke();
  }
  for (const point of points) {
    context.globalAlpha = 0.25 + 0.75 * point.visibility;
    context.beginPath();
    context.arc(point.x * width, point.y * height, 4 * scale, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

function tip(frame) {
  const near = frame && pointer ? nearest(frame) : null;
  $('tip').hidden = !near;
  if (!near) {
    return;
  }
  const point = near.pose.landmarks[near.index];
  const world = near.pose.world_landmarks[near.index];
  const three = (p) => [p.x, p.y, p.z].map((v) => v.toFixed(3).padStart(7)).join(' ');
  $('tip').textContent = NAMES[near.index] + ' (' + near.index + '), person ' + near.pose.person
      + '\nimage ' + three(point) + '\nworld ' + three(world) + ' m\nvisibility ' + point.visibility.toFixed(2)
      + '  presence ' + point.presence.toFixed(2);
  const right = point.x > 0.6;
  $('tip').style.left = right ? 'auto' : 'calc(' + pointer.x + 'px + 1rem)';
  $('tip').style.right = right ? 'calc(' + (stage.clientWidth - pointer.x) + 'px + 1rem)' : 'auto';
  $('tip').style.top = Math.min(pointer.y, stage.clientHeight - 96) + 'px';
}

function nearest(frame) {
  let best = null;
  let least = POINTER_REACH;
  for (const pose of frame.poses) {
    pose.landmarks.forEach((point, index) => {
      const distance = Math.hypot(point.x * stage.clientWidth - pointer.x, point.y * stage.clientHeight - pointer.y);
      if (distance < least) {
        least = distance;
        best = {pose, index};
      }
    });
  }
  return best;
}

// Events.

function follow() {
  if (video.requestVideoFrameCallback) {
    const each = (now, metadata) => {
      shown.mediaTimeUs = metadata.mediaTime * 1e6 + shown.originUs;
      draw();
      video.requestVideoFrameCallback(each);
    };
    video.requestVideoFrameCallback(each);
  }
  const tick = () => {
    if (!$('result').hidden && (shown.clock !== null || !video.requestVideoFrameCallback)) {
      draw();
    }
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function choose(files) {
  if (files.length > 1) {
    show($('drop-error'), 'One file at a time, please; batches are for /v1/jobs.');
  } else if (files.length === 1) {
    send(files[0]);
  }
}

video.addEventListener('error', () => unplayable(video,
    'This browser can\'t play the file, so that the skeleton is drawn without a picture.'));
photo.addEventListener('error', () => unplayable(photo,
    'This browser can\'t show the file, so that the skeleton is drawn without a picture.'));
photo.addEventListener('load', draw);
stage.addEventListener('pointermove', (event) => {
  const box = stage.getBoundingClientRect();
  pointer = {x: event.clientX - box.left, y: event.clientY - box.top};
  draw();
});
stage.addEventListener('pointerleave', () => {
  pointer = null;
  draw();
});
window.addEventListener('resize', draw);
$('file').addEventListener('change', (event) => {
  choose(event.target.files);
});
$('drop').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    $('file').click();
  }
});
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    $('drop').classList.toggle('over', name === 'dragenter' || name === 'dragover');
    if (name === 'drop') {
      choose(event.dataTransfer.files);
    }
  });
}
$('options').addEventListener('submit', (event) => event.preventDefault());
$('stop').addEventListener('click', () => request && request.abort());
$('download').addEventListener('click', () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([shown.lines.join('\n') + '\n'], {type: 'application/jsonl'}));
  link.download = shown.name + '.jsonl';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
follow();
