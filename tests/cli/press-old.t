# tests/cli/press-old.t - interrupts for guests came with 2012 R2
# host: --os 2012
$ hvsh -q inject-nmi web01
error: Failed to inject an NMI into domain 'web01': The service does not support this action. (code 2150858771, 0x80338013)
[1]
$ hvsh -q send-ctrl-alt-del web01
