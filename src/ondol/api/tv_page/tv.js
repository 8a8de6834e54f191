// The page that a TV's browser is sent to: one film, from where it was left (Media Fragments URI,
// section 4.2.1: #t=seconds), and word to the hub of where it is. Browsers of TVs are years old
// (Chromium 53 in webOS 4): nothing here is newer than ECMAScript 2015.
"use strict";

(function () {
  var REPORT_MS = 2000;
  var OK = 13;
  var PLAY = 415;
  var PAUSE = 19;
  var STOP = 413;
  var isKorean = (navigator.language || "").indexOf("ko") === 0;
  var WORDS = {
    press: ["확인(OK) 버튼을 누르면 재생돼요.", "Press OK to play."],
    failed: ["이 TV에서는 재생할 수 없는 영상이에요.", "This TV can't play this film."],
    over: ["링크가 만료됐어요. 다시 틀어 주세요.", "This link has ended. Start the film again."],
    away: ["허브에 연결할 수 없어요.", "The hub can't be reached."],
  };

  var film = document.getElementById("film");
  var screenElement = document.getElementById("screen");
  var message = document.getElementById("message");
  var base = location.pathname.replace(/\/$/, "");

  function say(word) {
    message.hidden = word === null;
    message.textContent = word === null ? "" : WORDS[word][isKorean ? 0 : 1];
  }

  function startOf(fragment) {
    var found = /(?:^#|&)t=(\d+(?:\.\d+)?)/.exec(fragment);
    return found === null ? 0 : Number(found[1]);
  }

  function report() {
    if (film.readyState === 0) {
      return;
    }
    var playback = film.ended ? "idle" : film.paused ? "paused" : "playing";
    var request = new XMLHttpRequest();
    request.open("POST", base + "/played");
    request.setRequestHeader("Content-Type", "application/json");
    request.send(
      JSON.stringify({
        position_s: film.currentTime,
        duration_s: isFinite(film.duration) ? film.duration : null,
        playback: playback,
      }),
    );
  }

  function play() {
    var playing = film.play();
    if (playing !== undefined) {
      playing.then(
        function () {
          say(null);
        },
        function (error) {
          if (error.name === "NotAllowedError") {
            say("press");
          }
        },
      );
    }
  }

  function subtitle(one, index) {
    var track = document.createElement("track");
    track.kind = "subtitles";
    track.label = one.label;
    track.srclang = one.language || "";
    track.src = one.url;
    track.default = index === 0;
    film.appendChild(track);
  }

  function show(item) {
    document.title = item.title;
    screenElement.className = item.stereo + (item.is_right_first ? " right_first" : "");
    item.subtitles.forEach(subtitle);
    var start = startOf(location.hash);
    film.src = item.url + "#t=" + start;
    film.addEventListener(
      "loadedmetadata",
      function () {
        // Where the player of an old TV does not know fragments, it is told once more.
        if (start > 0 && Math.abs(film.currentTime - start) > 1) {
          film.currentTime = start;
        }
      },
      { once: true },
    );
    ["playing", "pause", "ended", "seeked"].forEach(function (name) {
      film.addEventListener(name, report);
    });
    film.addEventListener("error", function () {
      say("failed");
    });
    setInterval(function () {
      if (!film.paused) {
        report();
      }
    }, REPORT_MS);
    play();
  }

  document.addEventListener("keydown", function (event) {
    if (event.keyCode === OK || event.keyCode === PLAY) {
      if (film.paused) {
        play();
      } else if (event.keyCode === OK) {
        film.pause();
      }
    } else if (event.keyCode === PAUSE || event.keyCode === STOP) {
      film.pause();
    }
  });
  film.addEventListener("click", play);

  var request = new XMLHttpRequest();
  request.open("GET", base + "/film.json");
  request.addEventListener("load", function () {
    if (request.status === 200) {
      show(JSON.parse(request.responseText));
    } else {
      say("over");
    }
  });
  request.addEventListener("error", function () {
    say("away");
  });
  request.send();
})();
