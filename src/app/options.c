#include "app/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_size(const char *text, struct options *o)
{
    int end = 0;
    return sscanf(text, "%5dx%5d%n", &o->width, &o->height, &end) == 2 && text[end] == '\0' &&
           o->width >= 320 && o->height >= 240 && o->width <= 8192 && o->height <= 8192;
}

static bool parse_scale(const char *text, struct options *o)
{
    char *end;
    o->px_per_mm = strtod(text, &end);
    return end != text && *end == '\0' && o->px_per_mm >= 2 && o->px_per_mm <= 30;
}

static bool parse_rotation(const char *text, struct options *o)
{
    static const char *const turns[] = { "0", "90", "180", "270" };
    for (int i = 0; i < 4; i++)
        if (strcmp(text, turns[i]) == 0) {
            o->rotation = i * 90;
            return true;
        }
    return false;
}

/* The option's value goes where it belongs; false: it is not a value for that option. */
static bool take(struct options *o, const char *name, const char *value)
{
    if (strcmp(name, "--content") == 0)
        o->content = value;
    else if (strcmp(name, "--data") == 0)
        o->data = value;
    else if (strcmp(name, "--removable") == 0)
        o->removable = value;
    else if (strcmp(name, "--boot") == 0)
        o->boot = value;
    else if (strcmp(name, "--lang") == 0)
        o->lang = value;
    else if (strcmp(name, "--printer") == 0)
        o->printer = value;
    else if (strcmp(name, "--ui-log") == 0)
        o->ui_log = value;
    else if (strcmp(name, "--window") == 0)
        return parse_size(value, o);
    else if (strcmp(name, "--px-per-mm") == 0)
        return parse_scale(value, o);
    else
        return parse_rotation(value, o);
    return true;
}

static bool has_value(const char *name)
{
    static const char *const known[] = { "--content", "--data", "--removable", "--boot", "--lang",
        "--printer", "--ui-log", "--window", "--px-per-mm", "--rotate" };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

bool options_parse(struct options *o, int argc, char **argv, struct err *err)
{
    *o = (struct options){ 0 };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            o->help = true;
        } else if (strcmp(argv[i], "--version") == 0) {
            o->version = true;
        } else if (!has_value(argv[i])) {
            return err_set(err, ERR_USAGE, "unknown option '%s'; see --help", argv[i]);
        } else if (i + 1 == argc) {
            return err_set(err, ERR_USAGE, "%s needs a value; see --help", argv[i]);
        } else {
            if (!take(o, argv[i], argv[i + 1]))
                return err_set(
                    err, ERR_USAGE, "%s cannot be '%s'; see --help", argv[i], argv[i + 1]);
            i++;
        }
    }
    return true;
}

const char *options_help(void)
{
    return "Usage: goedwerk-kiosk [OPTION]...\n"
           "A kiosk for conversations about good work.\n"
           "\n"
           "  --content DIR        cards and decks (default: imported, else shipped)\n"
           "  --data DIR           database and settings (default: $STATE_DIRECTORY, else\n"
           "                       $XDG_STATE_HOME/goedwerk)\n"
           "  --removable DIR      where USB sticks appear as folders\n"
           "  --boot DIR           where goedwerk.ini is (default: /boot/firmware)\n"
           "  --window WxH         a window of that size (default: full screen)\n"
           "  --px-per-mm N        pixels per millimetre of glass (default: from the display)\n"
           "  --rotate DEGREES     0, 90, 180 or 270: picture and touch, clockwise\n"
           "  --lang CODE          default language (nl, en, ...)\n"
           "  --printer NAME       a CUPS queue, none, or pdf:DIR for PDF files in a folder\n"
           "  --ui-log FILE        append what is on the glass, one JSON object a line\n"
           "  --version, --help\n";
}
