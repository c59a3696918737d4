"""Short texts of the help menu."""

from db.vocabulary import Desk
from inspector_gui.window.pages import pages_for, tabs_of


def _titles(desk: Desk, *, of_school: bool) -> str:
    return "、".join(tab.title for tab in tabs_of(pages_for(desk, of_school=of_school)))


KEYS = f"""Ctrl+K　按校名、拼音首字母或代码查找学校
Alt+↑ / Alt+↓　上一校 / 下一校
Ctrl+1、2 ……　{_titles(Desk.TEAM, of_school=True)}
Alt+Home（局里）　转到局里工作，在那里 Alt+1、2 …… 转到
　　　　　{_titles(Desk.BUREAU, of_school=False)}；再按一次到这一栏的下一页
Ctrl+PgUp、PgDn（局里）　这一栏的上一页、下一页
Ctrl+M　检查组：生成数据包　局里：合并数据包
Ctrl+Shift+N　新建检查　Ctrl+Shift+M　检查组：取回局里的更改
Ctrl+P　检查情况反馈单
F8　换录入员　F9　显示或隐藏右栏

今日：1—9 打开清单　总览：方向键 移动　Enter、F4 这个数怎么来的
全部问题：1—7 筛选　G 分组　S 排序　/ 查找　Enter 打开　Esc 回到这一行
准备：Ctrl+PgUp、PgDn 换步　Alt+I 导入　Alt+V 粘贴　数字 派给检查组　← → 换工作日
发放：空格 选组　Alt+G 发放　Alt+P 打印口令单
概况：F2 现在到校、现在离校　Alt+1—9 到第几件待办
检查清单：1 符合　2 不符合　3 存疑待核　4 不适用　5 未检查
　　　　　Enter 下一项　N 情况记录　E 取证　P 转为问题　退格 取消结论　/ 查找
抽样：Alt+1 抽班级　Alt+2 抽家长　Alt+V 粘贴　Alt+I 导入　R 替换　T 重点抽查
问卷：Alt+1 份数　2 快速计票　3、4 两次录入　5 差异核定　6 统计图　Alt+←→ 换班级
　　　数字作答　Enter 空白或下一题　退格 退回　+ − × ÷ . 直接答下一题　Ctrl+I 导入
家长电话：Enter 拨打　1—8 结果　End 结束访问　X 登记线索　R 顺延备用
学生访谈：N 记一次访问　1 未反映问题　2 有反映　X 登记线索
收费与账目：Alt+1—4 换栏　Enter 修改　P 转为问题　Ctrl+I 导入　Ctrl+R 抽凭证
问题：Alt+1—4 换栏　C 组长确认　E 添加照片　F2 用语库　空格 看证据大图

Ctrl+Z / Ctrl+Y　撤销 / 重做自己的上一步
F4　这一格（表里是这一行）谁在什么时候改过什么
Ctrl+B　立即备份　Ctrl+Shift+B　从备份恢复　Ctrl+D　深色外观　Ctrl+= / Ctrl+-　放大 / 缩小
F1　操作手册里讲这一页的地方　Shift+F1　快捷键　Esc　取消正在进行的工作，关闭提示

不用保存：填完一格，离开或停顿片刻，就已写入磁盘。"""

ABOUT = """收费检查工作台

供检查组在学校离线使用：检查清单、问卷计票、家长电话、问题和反馈单
都记在本机一个文件里，回局后合并汇总。

本程序以 MIT 许可证发布；字体为思源系列与霞鹜文楷的衍生字体（OFL）。"""
