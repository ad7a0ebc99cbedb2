/* What export and report work with: a meeting, the words that go with it, and fonts. */
#ifndef APP_TOOL_DESK_H
#define APP_TOOL_DESK_H

#include "app/export.h"
#include "app/tool.h"

struct tool_desk {
    struct arena *arena; /* lives as long as the desk: content */
    struct meeting meeting;
    struct export_desk export; /* of tool_open's store */
};

/* False: *status is the exit status, and stderr has the reason; closing is fine all the same. */
bool tool_desk_open(struct tool_desk *d, const struct tool_request *r, int *status);
void tool_desk_close(struct tool_desk *d);

#endif
