#include "core/care.h"

#include "core/model.h"
#include <string.h>

static void keep(const struct settings *settings, struct effects *fx)
{
    effects_push(fx, (struct effect){ .kind = FX_KEEP_SETTINGS, .settings = *settings });
}

void care_speak(struct model *m, int language, struct effects *fx)
{
    struct settings *s = &m->machine.settings;
    const struct language *l = &m->content->languages[language];
    _Static_assert(sizeof s->language == sizeof l->code, "both hold any code");
    memcpy(s->language, l->code, sizeof s->language);
    m->default_language = m->visit.language = language;
    keep(s, fx);
}

void care_dim(struct model *m, int brightness, struct effects *fx)
{
    struct settings wanted = m->machine.settings;
    wanted.brightness = m->organiser.care.brightness = brightness;
    keep(&wanted, fx);
}

void care_turn(struct model *m, int rotation, struct effects *fx)
{
    struct settings wanted = m->machine.settings;
    wanted.rotation = rotation;
    m->organiser.care.rotation = rotation;
    m->organiser.care.turning = true;
    keep(&wanted, fx);
}

void care_settings_kept(struct model *m)
{
    struct care *c = &m->organiser.care;
    const struct settings *s = &m->machine.settings;
    if (c->brightness != 0)
        c->dim_refused = s->brightness != c->brightness;
    if (c->turning)
        c->turn_refused = s->rotation != c->rotation;
    c->brightness = 0;
    c->turning = false;
}

void care_request(struct model *m, enum request request, struct effects *fx)
{
    struct care *c = &m->organiser.care;
    struct effect e = { .kind = FX_ASK_MACHINE, .request = { .kind = request } };
    if (request == REQUEST_SET_TIME)
        clock_entry_text(&c->clock, e.request.value);
    c->request = request;
    c->asked = ASKED_BUSY;
    effects_push(fx, e);
}

/* A restart of the program is what every machine can do. */
void care_asked(struct model *m, enum request request, bool done, struct effects *fx)
{
    struct care *c = &m->organiser.care;
    if (c->asked != ASKED_BUSY || c->request != request)
        return;
    c->asked = done ? ASKED_DONE : ASKED_REFUSED;
    if (request == REQUEST_REBOOT && !done)
        effects_push(fx, (struct effect){ .kind = FX_RESTART });
    if (request != REQUEST_SET_TIME || !done)
        return;
    struct effect confirm = { .kind = FX_CONFIRM_DAY };
    clock_entry_text(&c->clock, confirm.request.value);
    c->clock_turned = false;
    effects_push(fx, confirm);
}
