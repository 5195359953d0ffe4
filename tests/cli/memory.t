# tests/cli/memory.t - setmem with dynamic memory
# on, with what it starts with, in one request
$ hvsh setmem db01 1G --dynamic 512M:4G --buffer 30 --weight 8000

# requests: 4
$ hvsh dominfo db01 | grep memory
Max memory:     4194304 KiB
Used memory:    1048576 KiB
$ hvsh dumpxml db01 | grep 'emory'
      <hvsh:memory buffer='30' weight='8000'/>
  <maxMemory slots='0' unit='KiB'>4194304</maxMemory>
  <memory unit='KiB'>1048576</memory>
  <currentMemory unit='KiB'>1048576</currentMemory>
# what is not named stays
$ hvsh setmem db01 --dynamic :8G

$ hvsh setmem db01 --dynamic 256M:

$ hvsh -o json setmem db01 2G
{"done":"Memory of domain 'db01' changed"}
$ hvsh dumpxml db01 | grep 'hvsh:mem\|maxMem\|<mem'
      <hvsh:memory minimum='256' buffer='30' weight='8000'/>
  <maxMemory slots='0' unit='KiB'>8388608</maxMemory>
  <memory unit='KiB'>2097152</memory>
$ hvsh setmem db01 --dynamic 1023M:8G
warning: Hyper-V gives memory in pieces of 2 MiB: 1023M becomes 1024 MiB

$ hvsh setmem db01 --dynamic 4G:8G
error: Failed to change the memory of domain 'db01': 2048 MiB at start is not between the minimum, 4096 MiB, and the maximum, 8192 MiB, of its dynamic memory

[1]
$ hvsh setmem db01 16G
error: Failed to change the memory of domain 'db01': 16384 MiB at start is not between the minimum, 1024 MiB, and the maximum, 8192 MiB, of its dynamic memory
hint: hvsh setmaxmem db01 (raises the maximum)

[1]
# off again; the weight is of static memory, too
$ hvsh setmem db01 --static --weight 100

$ hvsh dumpxml db01 | grep 'hvsh:mem\|maxMem\|<mem'
      <hvsh:memory buffer='30' weight='100'/>
  <maxMemory slots='0' unit='KiB'>2097152</maxMemory>
  <memory unit='KiB'>2097152</memory>
$ hvsh setmem db01 --buffer 20
error: Failed to change the memory of domain 'db01': dynamic memory is off, and a buffer is of dynamic memory
hint: hvsh setmem --dynamic MIN:MAX db01 (turns it on)

[1]
# --- while it runs: the minimum down, the maximum up, nothing else ---
$ hvsh setmem '<&> "quoted" \ 100%_[x]' --dynamic 128M:3G --buffer 40 --live

$ hvsh dumpxml '<&> "quoted" \ 100%_[x]' | grep 'hvsh:mem\|maxMem'
      <hvsh:memory minimum='128' buffer='40'/>
  <maxMemory slots='0' unit='KiB'>3145728</maxMemory>
$ hvsh setmem '<&> "quoted" \ 100%_[x]' --dynamic 256M:
error: Failed to change the memory of domain '<&> "quoted" \ 100%_[x]': '<&> "quoted" \ 100%_[x]' failed to modify device 'Memory'. (Virtual machine ID ...) The operation cannot be performed while the virtual machine is in its current state. (code 32775)
hint: hvsh shutdown '<&> "quoted" \ 100%_[x]' (off, it can be changed; while it runs, its minimum can be lowered and its maximum raised)

[1]
$ hvsh setmem '<&> "quoted" \ 100%_[x]' --static
error: Failed to change the memory of domain '<&> "quoted" \ 100%_[x]': '<&> "quoted" \ 100%_[x]' failed to modify device 'Memory'. (Virtual machine ID ...) The operation cannot be performed while the virtual machine is in its current state. (code 32775)
hint: hvsh shutdown '<&> "quoted" \ 100%_[x]' (off, it can be changed; while it runs, its minimum can be lowered and its maximum raised)

[1]
$ hvsh setmem web01 --dynamic 512M:8G
error: Failed to change the memory of domain 'web01': 'web01' failed to modify device 'Memory'. (Virtual machine ID ...) The operation cannot be performed while the virtual machine is in its current state. (code 32775)
hint: hvsh shutdown web01 (off, it can be changed)

[1]
# --- words that make no sense ---
$ hvsh setmem db01 --dynamic 1G
error: --dynamic is MIN:MAX, as 512M:8G, not '1G'

[2]
# requests: 0
$ hvsh setmem db01 --dynamic 1G:2G:3G
error: --dynamic is MIN:MAX, as 512M:8G, not '1G:2G:3G'

[2]
$ hvsh setmem db01 --dynamic 1G:much
error: Scaled numeric value 'much' for <dynamic> option is malformed or out of range

[2]
$ hvsh setmem db01 --dynamic 0:1G
error: memory must not be zero

[2]
# what limits there were before gives way, where dynamic memory was off
$ hvsh -q setmem db01 1G --static
$ hvsh -q setmem db01 256M --dynamic :2G
$ hvsh dumpxml db01 | grep 'hvsh:mem\|maxMem\|<mem'
      <hvsh:memory buffer='30' weight='100'/>
  <maxMemory slots='0' unit='KiB'>2097152</maxMemory>
  <memory unit='KiB'>262144</memory>
$ hvsh -q setmem db01 4G --static
$ hvsh -q setmem db01 --dynamic 512M:
$ hvsh -o json dominfo db01 | grep -o '"max_memory[^,]*'
"max_memory_kib":4194304
# but not where it is on
$ hvsh -q setmem db01 8G --dynamic 512M:
error: Failed to change the memory of domain 'db01': 8192 MiB at start is not between the minimum, 512 MiB, and the maximum, 4096 MiB, of its dynamic memory
hint: hvsh setmaxmem db01 (raises the maximum)
[1]
$ hvsh -q setmem db01 --dynamic 2G:1G
error: --dynamic is MIN:MAX, and in '2G:1G' the minimum is above the maximum
[2]
# requests: 0
$ hvsh setmem db01 --static --dynamic 1G:2G
error: Options --static and --dynamic are mutually exclusive

[2]
$ hvsh setmem db01 --static --buffer 20
error: Options --static and --buffer are mutually exclusive

[2]
$ hvsh setmem db01 --dynamic 1G:2G --buffer 4
error: --buffer is from 5 to 2000, not 4

[2]
$ hvsh setmem db01 --weight 10001
error: --weight is from 0 to 10000, not 10001

[2]
$ hvsh -r setmem db01 --static
error: read-only: 'setmem' would change the host

[4]
