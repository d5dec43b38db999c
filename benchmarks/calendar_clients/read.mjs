// Reads a calendar with ical.js, strictly: a line per event, "uid<TAB>epoch seconds<TAB>status<TAB>summary".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, file] = process.argv.slice(2);
const found = createRequire(`${tools}/`).resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(found));
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const status = component.getFirstPropertyValue("status");
    console.log([event.uid, event.startDate.toUnixTime(), status, event.summary].join("\t"));
}
