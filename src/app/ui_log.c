#include "app/ui_log.h"

static void write_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            fprintf(out, "\\%c", *p);
        else if (*p < 0x20)
            fprintf(out, "\\u%04x", *p);
        else
            fputc(*p, out);
    }
    fputc('"', out);
}

static void write_widget(FILE *out, const struct control *c)
{
    fputs("{\"id\":", out);
    write_string(out, c->id);
    fprintf(out, ",\"role\":\"%s\",\"label\":", c->role == ROLE_TEXT ? "text" : "button");
    write_string(out, c->secret ? "" : c->label);
    fprintf(out, ",\"rect\":[%d,%d,%d,%d],\"state\":[", c->rect.x, c->rect.y, c->rect.w, c->rect.h);
    if (c->chosen)
        fputs("\"chosen\"", out);
    if (c->disabled)
        fprintf(out, "%s\"disabled\"", c->chosen ? "," : "");
    fputs("]}", out);
}

void ui_log_write(FILE *out, const struct model *m, const struct controls *c, int width, int height)
{
    fprintf(out, "{\"screen\":\"%s\",\"lang\":\"%s\",\"size\":[%d,%d],\"widgets\":[",
        screen_name(m->screen), model_language(m)->code, width, height);
    for (int i = 0; i < c->count; i++) {
        if (i > 0)
            fputc(',', out);
        write_widget(out, &c->list[i]);
    }
    fputs("]}\n", out);
    fflush(out); /* a reader waits for the whole line */
}
