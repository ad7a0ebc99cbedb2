#include "platform/printer.h"

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

bool printer_paper(struct printer *p, struct paper *paper, struct err *err)
{
    return p->side->paper(p, paper, err);
}

bool printer_print(struct printer *p, const void *pdf, size_t len, const struct paper *paper,
    printer_progress *progress, void *ctx, struct err *err)
{
    return p->side->print(p, pdf, len, paper, progress, ctx, err);
}

void printer_cancel(struct printer *p)
{
    p->side->cancel(p);
}
