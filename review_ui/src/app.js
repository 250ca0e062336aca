import "htmx.org";
import "./keys.js";
