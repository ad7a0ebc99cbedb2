#include "figures.h"

void figures_turns(struct rig *r)
{
    (void)r;
}
