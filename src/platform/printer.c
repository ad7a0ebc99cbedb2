#include "platform/printer.h"

#include "base/attributes.h"
#include "platform/printer_side.h"

void printer_close(struct printer *p)
{
    if (p != NULL)
        p->side->close(p);
}

enum printer_condition printer_look(struct printer *p)
{
    return p->side->look(p);
}

bool printer_list(
    struct printer *p, struct printer_found *list, int max, int *count, struct err *err)
{
    return p->side->list(p, list, max, count, err);
}

bool printer_set_up(struct printer *p, const char *name, struct err *err)
{
    return p->side->set_up(p, name, err);
}

bool printer_use(struct printer *p, const char *name, struct err *err)
{
    return p->side->use(p, name, err);
}

bool printer_take_only(struct printer *p, struct err *err)
{
    struct printer_found found[2];
    int count = 0;
    *err = (struct err){ .code = ERR_NONE };
    if (!printer_list(p, found, COUNT_OF(found), &count, err) || count != 1 || !found[0].fresh)
        return false;
    return printer_set_up(p, found[0].name, err) && printer_use(p, found[0].name, err);
}

bool printer_info(struct printer *p, struct printer_info *out, struct err *err)
{
    *out = (struct printer_info){ .condition = PRINTER_GONE };
    return p->side->info(p, out, err);
}

bool printer_resume(struct printer *p, struct err *err)
{
    return p->side->resume(p, err);
}

bool printer_paper(struct printer *p, int kind, struct paper *paper, struct err *err)
{
    return p->side->paper(p, kind, paper, err);
}

bool printer_print(struct printer *p, const void *pdf, size_t len, const struct paper *paper,
    printer_progress *progress, void *ctx, struct err *err)
{
    return p->side->print(p, pdf, len, 1, paper, progress, ctx, err);
}

bool printer_print_sheets(struct printer *p, const void *pdf, size_t len, int sheets,
    const struct paper *paper, printer_progress *progress, void *ctx, struct err *err)
{
    return p->side->print(p, pdf, len, sheets, paper, progress, ctx, err);
}

void printer_cancel(struct printer *p)
{
    p->side->cancel(p);
}

void printer_end(struct printer *p)
{
    atomic_store(&p->ended, true);
    p->side->cancel(p);
}
