// What is shown is decided by four things, kept in the address so that a view
// can be sent to somebody: #level=error&rule=link-text&folder=api&q=text
"use strict";
(() => {
	const step = 200;
	const $ = (id) => document.getElementById(id);
	const make = (tag, className, text) => {
		const e = document.createElement(tag);
		if (className) e.className = className;
		if (text !== undefined) e.textContent = text;
		return e;
	};
	const folder = (file) => file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
	const all = data.findings.map(([rule, file, line, col, msg, before, after, ...related]) => ({
		rule: data.rules[rule], file: data.files[file], folder: folder(data.files[file]),
		line, col, msg, before, after, related,
	}));
	for (const f of all) f.text = [f.msg, f.file, f.rule.code, f.before + f.after].join("\n").toLowerCase();

	let view = {}, hits = [], drawn = 0;

	const link = (file, line, text) => {
		const a = make("a", "", text);
		// Only a web address or a relative path becomes a link: a file name is
		// a stranger's text, too.
		const path = file.split("/").map(encodeURIComponent).join("/");
		a.href = data.link.replace("{file}", () => path).replace("{line}", line || 1);
		if (!/^(https?|file):$/.test(a.protocol)) a.removeAttribute("href");
		return a;
	};

	const draw = (f) => {
		const li = make("li");
		const head = make("p");
		const code = make("button", "code " + f.rule.level, f.rule.code);
		code.type = "button";
		code.title = f.rule.doc;
		code.onclick = () => change({ rule: f.rule.code });
		head.append(code, " ", f.msg);
		const place = make("p", "place");
		place.append(link(f.file, f.line, f.file + (f.line ? ":" + f.line + ":" + f.col : "")));
		li.append(head, place);
		if (f.before || f.after) {
			const pre = make("pre");
			const [first = " "] = f.after;
			pre.append(f.before, make("mark", "", first), f.after.slice(first.length));
			li.append(pre);
		}
		for (const [file, line, msg] of f.related) {
			const p = make("p", "place", "→ ");
			p.append(link(data.files[file], line, data.files[file] + (line ? ":" + line : "")), " " + msg);
			li.append(p);
		}
		return li;
	};

	const more = () => {
		const part = hits.slice(drawn, drawn + step);
		$("list").append(...part.map(draw));
		drawn += part.length;
		$("more").hidden = drawn >= hits.length;
		$("more").textContent = "Show more (" + (hits.length - drawn) + ")";
	};

	const chart = (id, key, names, level) => {
		const n = new Map();
		for (const f of all) if (matches(f, key)) n.set(names(f), (n.get(names(f)) || 0) + 1);
		const sorted = [...n].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
		const most = sorted.length ? sorted[0][1] : 1;
		$(id).replaceChildren(...sorted.map(([name, count]) => {
			const b = make("button", "bar " + level(name));
			b.type = "button";
			b.title = name;
			b.setAttribute("aria-pressed", view[key] === name);
			const i = make("i");
			i.style.width = 100 * count / most + "%";
			b.append(make("span", "", name), i, make("span", "", count));
			b.onclick = () => change({ [key]: view[key] === name ? "" : name });
			return b;
		}));
	};

	// matches reports whether f is in the view, leaving one part of it out: a
	// chart shows what choosing another of its bars would give.
	const matches = (f, but) =>
		(but === "level" || !view.level || f.rule.level === view.level) &&
		(but === "rule" || !view.rule || f.rule.code === view.rule) &&
		(but === "folder" || !view.folder || f.folder === view.folder) &&
		(!view.q || f.text.includes(view.q.toLowerCase()));

	const levels = new Map(data.rules.map((r) => [r.code, r]));

	const show = () => {
		view = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
		hits = all.filter((f) => matches(f));
		drawn = 0;
		$("list").replaceChildren();
		$("shown").textContent = hits.length === all.length ? "All " + all.length : hits.length + " of " + all.length;
		if ($("search").value !== (view.q || "")) $("search").value = view.q || "";
		for (const b of document.querySelectorAll("[data-level]")) b.setAttribute("aria-pressed", view.level === b.dataset.level);
		$("about").hidden = !levels.has(view.rule);
		if (levels.has(view.rule)) $("about").textContent = levels.get(view.rule).doc;
		chart("rules", "rule", (f) => f.rule.code, (code) => levels.get(code).level);
		chart("folders", "folder", (f) => f.folder, () => "");
		more();
	};

	const change = (part) => {
		const next = Object.entries({ ...view, ...part }).filter(([, v]) => v);
		history.replaceState(null, "", "#" + new URLSearchParams(next));
		show();
	};

	for (const b of document.querySelectorAll("[data-level]")) {
		b.onclick = () => change({ level: view.level === b.dataset.level ? "" : b.dataset.level });
	}
	$("search").oninput = (e) => change({ q: e.target.value });
	$("clear").onclick = () => { history.replaceState(null, "", "#"); show(); };
	$("more").onclick = more;
	window.onhashchange = show;
	show();
})();
