# Who may include whom. The table of the README's map, as rules: awk -f tests/check_layers.awk FILE...
# A folder knows itself; app/ and the programs (src/*.c) know every folder; nobody else knows app/.

BEGIN {
    knows["base"] = " "
    knows["core"] = " base/ "
    knows["ui"] = " base/ core/ "
    knows["screens"] = " base/ core/ ui/ "
    knows["store"] = knows["content"] = knows["documents"] = " base/ core/ "
    knows["platform"] = " base/ core/ ui/draw.h ui/touch.h ui/measure.h " \
        "helper/stick_state.h "
    knows["helper"] = " base/ "
    knows["app"] = " base/ core/ ui/ screens/ store/ content/ documents/ platform/ "
    knows["src"] = knows["app"] "app/ helper/ "

    # A foreign header is known to one folder; what is not of the C library must stand here.
    foreign["store"] = "^(sqlite3|sodium)\\.h$"
    foreign["content"] = "^(cmark|glib)\\.h$"
    foreign["documents"] = "^(cairo.*|pango/.*|glib|fontconfig/.*|qrencode|xlsxwriter|png)\\.h$"
    foreign["platform"] = "^(SDL.*|wayland-client|cups/.*|systemd/.*|ini)\\.h$"
    foreign["helper"] = "^(blkid/blkid|systemd/sd-daemon|linux/[a-z]+|spawn|pwd)\\.h$"
    foreign["src"] = foreign["helper"]
    standard = "^(assert|ctype|dirent|errno|fcntl|inttypes|limits|math|poll|pthread|setjmp|signal|" \
        "stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|sysexits|time|unistd|sys/[a-z]+)\\.h$"
    # A visit is plain data, and a view is a function of it: neither waits, and neither looks around.
    outside["ui"] = outside["screens"] = \
        "^(dirent|fcntl|poll|pthread|setjmp|signal|time|unistd|sys/[a-z]+)\\.h$"
    outside["core"] = outside["ui"] "|^stdio\\.h$"
}

function refuse(why) {
    printf "%s:%d: %s may not include %s%s\n", FILENAME, FNR, folder, header, why
    failed = 1
}

FNR == 1 {
    parts = split(FILENAME, path, "/")
    folder = path[parts - 1]
}

/^[ \t]*#[ \t]*include/ {
    split($0, cut, /[<">]/)
    header = cut[2]
    split(header, dir, "/")
    if ($0 ~ /"/) {
        allowed = dir[1] == folder || index(knows[folder], " " dir[1] "/ ") || \
            index(knows[folder], " " header " ")
        if (header !~ /\//)
            refuse(": a path begins below src/")
        else if (!allowed)
            refuse("")
    } else if (header !~ standard && (!(folder in foreign) || header !~ foreign[folder])) {
        refuse(": a foreign header has one folder")
    } else if (folder in outside && header ~ outside[folder]) {
        refuse(": it is pure")
    }
}

END { exit failed }
