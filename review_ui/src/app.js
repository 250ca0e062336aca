import "htmx.org";
import "./keys.js";
import "./sending.js";
