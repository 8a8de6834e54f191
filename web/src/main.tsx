// Joins the parts: the hub's client, the session and the view.

import { render } from "preact";
import { Hub } from "./api/client";
import { Session } from "./model/session";
import { App, preferred } from "./view/app";
import "./view/style.css";

const session = new Session(new Hub());
session.speak(preferred());

// The fragment never reaches the server; a token in it need not stay in the address and the history.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token !== null) history.replaceState(null, "", location.pathname);

const root = document.getElementById("app");
if (root !== null) render(<App session={session} />, root);
void session.begin(token);
