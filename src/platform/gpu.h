/* What graphics hardware there is, as /sys and /dev tell without opening it: making a GL context to
 * find out that it is software costs 80 MB. Called once, at start. */
#ifndef PLATFORM_GPU_H
#define PLATFORM_GPU_H

#include <stdbool.h>

#define GPU_SYS "/sys/class/drm"
#define GPU_DEV "/dev/dri"

/* A node that renders in hardware, and that we may use. */
bool gpu_renders(const char *sys, const char *dev);

/* The number of the first card with a screen on it; -1: none. It changes from boot to boot. */
int gpu_connected_card(const char *sys);

#endif
