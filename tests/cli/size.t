# tests/cli/size.t - setmem, setmaxmem, setvcpus
# the VM, its settings, the change, the job
$ hvsh setmem db01 2G

# requests: 4
$ hvsh dominfo db01 | grep memory
Max memory:     2097152 KiB
Used memory:    2097152 KiB
$ hvsh setmem db01 1048576

$ hvsh dominfo db01 | grep 'Used memory'
Used memory:    1048576 KiB
# by GUID the first two go together
$ hvsh setmem $(hvsh domuuid db01) 1025M
warning: Hyper-V gives memory in pieces of 2 MiB: 1025M becomes 1026 MiB

$ hvsh dominfo db01 | grep 'Used memory'
Used memory:    1050624 KiB
$ hvsh -o json setmem db01 512MiB --config
{"done":"Memory of domain 'db01' changed"}
$ hvsh setmem db01 0
error: memory must not be zero

[2]
$ hvsh setmem db01 2Q
error: Scaled numeric value '2Q' for <size> option is malformed or out of range

[2]
$ hvsh setmem db01 -- -5
error: Scaled numeric value '-5' for <size> option is malformed or out of range

[2]
$ hvsh setmem db01 18446744073709551615
error: Scaled numeric value '18446744073709551615' for <size> option is malformed or out of range

[2]
$ hvsh setmem db01 64T
error: Failed to change the memory of domain 'db01': 'db01' failed to modify device 'Memory'. (Virtual machine ID ...) Invalid memory amount: 67108864 MB is not between 32 MB and 1048576 MB. (code 32773)

[1]
$ hvsh setmem db01 1M
warning: Hyper-V gives memory in pieces of 2 MiB: 1M becomes 2 MiB
error: Failed to change the memory of domain 'db01': 'db01' failed to modify device 'Memory'. (Virtual machine ID ...) Invalid memory amount: 2 MB is not between 32 MB and 1048576 MB. (code 32773)

[1]
$ hvsh setmem db01
error: command 'setmem' requires <size> option

[2]
$ hvsh setmem nonesuch 1G
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh setmem web01 4G

$ hvsh setmem web01 4G --config
error: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh setmem db01 4G --live
error: domain 'db01' is not running

[1]
$ hvsh setmem db01 4G --live --current
error: Options --current and --live are mutually exclusive

[2]
$ hvsh setmaxmem db01 4G
error: Failed to change the memory of domain 'db01': dynamic memory is off: the domain has no maximum beside its memory, 512 MiB
hint: hvsh setmem db01 (changes its memory; --dynamic MIN:MAX gives it a maximum)

[1]
$ hvsh setmaxmem '<&> "quoted" \ 100%_[x]' 4G

# requests: 4
$ hvsh dominfo '<&> "quoted" \ 100%_[x]' | grep memory
Max memory:     4194304 KiB
Used memory:    524288 KiB
$ hvsh setmaxmem '<&> "quoted" \ 100%_[x]' 256M
error: Failed to change the memory of domain '<&> "quoted" \ 100%_[x]': a maximum of 256 MiB is less than what it starts with, 512 MiB
hint: hvsh setmem '<&> "quoted" \ 100%_[x]' (lowers what it starts with)

[1]
$ hvsh setmem '<&> "quoted" \ 100%_[x]' 8G
error: Failed to change the memory of domain '<&> "quoted" \ 100%_[x]': 8192 MiB at start is not between the minimum, 256 MiB, and the maximum, 4096 MiB, of its dynamic memory
hint: hvsh setmaxmem '<&> "quoted" \ 100%_[x]' (raises the maximum)

[1]
$ hvsh setvcpus db01 8

# requests: 4
$ hvsh vcpucount db01 --config --active
8

$ hvsh setvcpus db01 0
error: Can't set 0 processors for a VM

[2]
$ hvsh setvcpus db01 many
error: Numeric value 'many' for <count> option is malformed or out of range

[2]
$ hvsh setvcpus db01 1000
error: Failed to change the processors of domain 'db01': 'db01' failed to modify device 'Processor'. (Virtual machine ID ...) The number of virtual processors, 1000, is not between 1 and 32. (code 32773)

[1]
$ hvsh setvcpus web01 4
error: Failed to change the processors of domain 'web01': 'web01' failed to modify device 'Processor'. (Virtual machine ID ...) The operation cannot be performed while the virtual machine is in its current state. (code 32775)
hint: hvsh shutdown web01 (off, it can be changed)

[1]
$ hvsh setvcpus db01 2 --maximum
error: Option --maximum is not supported: Hyper-V has one number of processors, and no maximum beside it
[2]
$ hvsh setvcpus db01 2 --guest
error: Option --guest is not supported: Hyper-V does not ask the guest
[2]
$ hvsh -r setvcpus db01 2
error: read-only: 'setvcpus' would change the host

[4]
